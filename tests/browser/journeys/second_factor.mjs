// A second factor: set up with the code of an application, asked for at the next sign-in, a recovery code from another
// computer, sessions closed from the profile, a new password. The journey is the application: it counts codes itself.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { PASSWORD } from '../kit/visitor.mjs';

const PHRASE = 'ржавый велосипед у крыльца';

export default {
  title: 'вход с кодом, сеансы и пароль',
  async tell({ visitor }) {
    const secretary = await visitor('davydova');
    await secretary.open('/tasks');
    await secretary.follow('Давыдова');
    await secretary.sees('Мой профиль', 'Выключен: для входа достаточно пароля', 'этот сеанс');
    await secretary.follow('Настроить');
    await secretary.sees('наведите камеру', 'Или введите ключ вручную');
    const secret = bytes(await secretary.main().locator('dd code').innerText());
    await secretary.fill('Код из приложения', '000000');
    await secretary.pressInVain('Включить', 'Код не подошёл');
    await secretary.fill('Код из приложения', code(secret, 0));
    await secretary.press('Включить');
    await secretary.sees('Коды показываются один раз');
    const spare = await secretary.main().locator('.codes code').allInnerTexts();
    assert.equal(new Set(spare).size, 10);
    await secretary.follow('Коды сохранены');
    await secretary.sees('Включён');

    await secretary.pressAnywhere('Выйти');
    await secretary.open('/tasks');
    await secretary.sees('Код входа', 'Подойдёт резервный код');
    await secretary.fill('Код из приложения', '123456');
    await secretary.pressInVain('Продолжить', 'Код не подошёл');
    // The code of the present half-minute was taken already; the next one is accepted a little early.
    await secretary.fill('Код из приложения', code(secret, 1));
    await secretary.press('Продолжить');
    await secretary.sees('Мои задачи');

    const elsewhere = await visitor();
    await elsewhere.open('/sign-in');
    await elsewhere.answer({ Логин: 'davydova', Пароль: PASSWORD });
    await elsewhere.press('Войти');
    await elsewhere.fill('Код из приложения', spare[0].toLowerCase());
    await elsewhere.press('Продолжить');
    await elsewhere.sees('Мои задачи');

    await secretary.open('/me');
    await secretary.press('Закрыть все остальные');
    await secretary.sees('Сеанс закрыт');
    await elsewhere.open('/tasks');
    await elsewhere.sees('Вход для сотрудников');

    await secretary.open('/me');
    await secretary.answer({ 'Нынешний пароль': PASSWORD, 'Новый пароль ещё раз': PHRASE });
    await secretary.fill(/^Новый пароль$/, PHRASE);
    await secretary.press('Сменить пароль');
    await secretary.sees('Пароль изменён');
    await secretary.follow('Настроить');
    await secretary.sees('Осталось 9 резервных кодов');
    await secretary.fill('Нынешний пароль', PHRASE);
    await secretary.press('Выключить');
    await secretary.sees('Вход с кодом выключен');
  },
};

/** The code of an application, so many half-minutes ahead: RFC 6238. */
function code(secret, ahead) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', secret).update(step).digest();
  const word = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(word % 1_000_000).padStart(6, '0');
}

/** The bytes of a key in base32, however it is spaced. */
function bytes(text) {
  const bits = [...text.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
