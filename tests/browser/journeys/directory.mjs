// An administrator opens the directory, reads what a colleague sees, closes her account, opens it again and gives a password
// with which she signs in.
import { strict as assert } from 'node:assert';

export default {
  title: 'справочник: кто что видит, вход открыт и закрыт',
  async tell({ visitor }) {
    const head = await visitor('semenova');
    await head.open('/tasks');
    await head.follow('Справочник');
    await head.fill('Имя, должность', 'давыд');
    await head.press('Показать');
    await head.follow('Давыдова Ирина');
    await head.sees('Что видит', 'Добровольная сертификация', 'все', 'вход открыт');
    await head.press('Закрыть вход');
    await head.sees('Вход закрыт', 'вход закрыт');
    await head.press('Открыть вход снова');
    await head.press('Выдать новый пароль');
    await head.sees('Пароль для первого входа');
    const password = await head.main().locator('code').first().innerText();
    assert.match(password, /^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);

    const davydova = await visitor();
    await davydova.open('/sign-in');
    await davydova.answer({ Логин: 'davydova', Пароль: password });
    await davydova.press('Войти');
    await davydova.sees('Мои задачи');
    await head.follow('Действия администраторов');
    await head.sees('Выдан новый пароль', 'Давыдова Ирина Викторовна', 'Закрыт вход');
    await head.follow('Настройки сервера');
    await head.sees('http.listen', 'Куда уходят письма', 'не задано');
  },
};
