// The same journey by keyboard only: every control is reached by Tab, shows that it has the focus, and does its work.
import { certificate } from '../kit/certificate.mjs';
import { KeyboardVisitor } from '../kit/keyboard.mjs';

export default certificate('то же с клавиатуры, без мыши', { as: KeyboardVisitor });
