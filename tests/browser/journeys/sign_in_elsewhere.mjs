// The secretary comes through the account of her town: unknown at first, then linked by an administrator, then let in. The link is
// broken again; when the provider is away, passwords work as ever.
import { Provider } from '../kit/provider.mjs';
import { PASSWORD } from '../kit/visitor.mjs';

const BUTTON = 'Войти через «Учётная запись города»';

export default {
  title: 'вход через учётную запись другого провайдера',
  async tell({ office, visitor }) {
    const town = new Provider('Учётная запись города', { 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6': 'Ирина Давыдова', other: 'Кто-то другой' });
    await town.open();
    try {
      await office.close();
      await office.open(undefined, '--settings', town.settings(`${office.folder}/reglament.toml`));
      await story(town, visitor);
    } finally {
      await town.close();
    }
  },
};

async function story(town, visitor) {
  const secretary = await visitor();
  await secretary.open('/sign-in?back=/registers');
  await secretary.sees('Или по логину и паролю');
  secretary.forgiven.push('403');
  await secretary.follow(BUTTON);
  await secretary.sees('Кто вы?');
  await secretary.follow('Ирина Давыдова');
  await secretary.sees('Войти пока нельзя', 'пока не связана ни с кем', 'f81d4fae', 'Обратитесь к администратору');
  secretary.forgiven.pop();

  const head = await visitor('semenova');
  await head.open('/admin/people/davydova');
  await head.sees('Вход через «Учётная запись города»', 'Связи с учётной записью', 'Ирина Давыдова');
  await head.tick('Ирина Давыдова');
  await head.press('Связать');
  await head.sees('Связь установлена', 'последний вход');

  await secretary.follow('Войти иначе');
  await secretary.open('/sign-in?back=/registers');
  await secretary.follow(BUTTON);
  await secretary.follow('Ирина Давыдова');
  await secretary.sees('Журналы', 'Давыдова');
  await secretary.open('/me');
  await secretary.sees('Учётная запись города', 'этот сеанс');

  await secretary.pressAnywhere('Выйти');
  await secretary.sees('Сеанс «Учётная запись города» продолжается');
  await secretary.follow(BUTTON);
  await secretary.follow('Ирина Давыдова');
  await secretary.sees('Мои задачи');

  await head.press('Разорвать связь');
  await head.sees('Связь разорвана');
  await secretary.open('/tasks');
  await secretary.sees('Вход для сотрудников');

  town.broken = true;
  await secretary.follow(BUTTON);
  secretary.forgiven.push('503');
  await secretary.follow('Ирина Давыдова');
  await secretary.sees('«Учётная запись города» сейчас не отвечает');
  secretary.forgiven.pop();
  await secretary.answer({ Логин: 'davydova', Пароль: PASSWORD });
  await secretary.press('Войти');
  await secretary.sees('Мои задачи');
}
