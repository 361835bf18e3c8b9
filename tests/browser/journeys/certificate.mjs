// From the public form to a certificate that anybody can verify.
import { certificate } from '../kit/certificate.mjs';

export default certificate('регистрация, тест, сертификат, проверка сертификата', {});
