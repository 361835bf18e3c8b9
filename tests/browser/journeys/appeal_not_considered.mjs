// The secretary leaves an appeal without consideration and has to say why; the applicant gets the reason.
import assert from 'node:assert/strict';

export default {
  title: 'апелляция оставлена без рассмотрения',
  async tell({ office, visitor }) {
    const secretary = await visitor('zhukova');
    await secretary.task('Решить вопрос о принятии апелляции');
    await secretary.pressInVain('Оставить без рассмотрения', 'Заполните поле');
    await secretary.fill('Причина решения', 'Срок подачи истёк, уважительных причин не указано.');
    await secretary.press('Оставить без рассмотрения');
    await secretary.sees('задача выполнена');
    const letter = await office.letter('@example.ru', 'рассм');
    assert.match(letter.text, /Срок подачи истёк/);
  },
};
