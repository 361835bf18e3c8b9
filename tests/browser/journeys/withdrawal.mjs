// Taking part is voluntary: a participant withdraws from the page of the file, after being asked once more.
import { DAYS, register } from '../kit/certification.mjs';

export default {
  title: 'участник отказывается от участия',
  begins: DAYS.registration,
  async tell({ office, visitor }) {
    const teacher = await visitor();
    const code = await register(teacher, { family: 'Котова', email: 'kotova@example.ru' });
    await teacher.open(`/c/${code}`);
    await teacher.follow('Отказаться от участия');
    await teacher.follow('Не делать этого');
    await teacher.follow('Отказаться от участия');
    await teacher.press('Отказаться от участия');
    await teacher.sees('Состояние дела обновлено');
    await office.letter('kotova@example.ru', '');
  },
};
