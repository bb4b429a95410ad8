// Plain JavaScript: the build for Vercel reads it with Node alone.

/** Scripts are the build's own files, and nothing runs in a page that is not one. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Taro writes style elements and style attributes as it draws
  "style-src 'self' 'unsafe-inline'",
  // icons in the styles, codes drawn on the phone, photos before they are sent
  "img-src 'self' data: blob:",
  'font-src data:',
  // a photo that was chosen is read by its blob: address
  "connect-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

export const pageHeaders = {
  'Content-Security-Policy': policy.join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
