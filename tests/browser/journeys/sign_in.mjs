// Signing in: a wrong password is refused politely, the right one leads to the page that was asked for, leaving works.
export default {
  title: 'вход и выход сотрудника',
  async tell({ visitor }) {
    const guest = await visitor();
    await guest.open('/control');
    await guest.answer({ Логин: 'semenova', Пароль: 'не тот' });
    await guest.pressInVain('Войти', 'Логин или пароль не подошли');
    await guest.fill('Пароль', 'demo-2169-reglament');
    await guest.press('Войти');
    await guest.sees('Контроль сроков', 'Семенова Анна Петровна');
    await guest.pressAnywhere('Выйти');
    await guest.open('/control');
    await guest.sees('Вход для сотрудников');
  },
};
