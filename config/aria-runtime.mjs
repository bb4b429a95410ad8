import { mergeInternalComponents } from '@tarojs/shared';
import aria from './aria-attributes.cjs';

mergeInternalComponents(aria.ariaAttributes);
