// Whoever has a code finds the file; whoever mistypes it is told so and may try again.
import { DAYS, register } from '../kit/certification.mjs';

export default {
  title: 'дело по коду',
  begins: DAYS.registration,
  async tell({ visitor }) {
    const teacher = await visitor();
    const code = await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open('/');
    await teacher.fill('Код из подтверждения', 'AAAA-AAAA');
    await teacher.pressInVain('Найти', 'Дела с таким кодом нет', '404');
    await teacher.fill('Код из подтверждения', code.toLowerCase().replace('-', ' '));
    await teacher.press('Найти');
    await teacher.sees('Котова Вера Павловна', 'Ход дела');
    // The consent is drawn meanwhile: it may be there at once or a moment later, but it always comes.
    await teacher.awaits(`/c/${code}`, 'Документы Согласие на обработку персональных данных №');
  },
};
