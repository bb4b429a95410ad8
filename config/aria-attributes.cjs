/** The ARIA attributes WeChat knows, for the components that people read or touch. An empty default means: absent unless given. */
const attributes = {
  'aria-role': '',
  'aria-label': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-expanded': '',
  'aria-hidden': '',
  'aria-live': '',
  'aria-valuenow': '',
  'aria-valuemax': '',
};

const components = ['View', 'Text', 'Button', 'Image', 'Input', 'Textarea', 'ScrollView', 'Picker', 'Progress'];

module.exports = {
  ariaAttributes: Object.fromEntries(components.map((name) => [name, { ...attributes }])),
};
