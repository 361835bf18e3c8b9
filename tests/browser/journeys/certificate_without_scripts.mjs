// The same journey in a browser that runs no scripts at all.
import { certificate } from '../kit/certificate.mjs';

export default certificate('то же без JavaScript', { scripts: false });
