// A small regulation whose document cannot be drawn when a memo has no pages.
import { mkdirSync, writeFileSync } from 'node:fs';

const PROCESS = `
process: memo
title: Служебная записка
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {controller: Контролёр}
data: {n: {integer: Листов}, share: {integer: Доля}}
start: {role: controller, form: [n], next: paper}
steps:
  paper:
    document: Составить справку
    basis: none
    template: memo
    data: {share: 100 / n}
    next: chosen
  chosen:
    decision: Что дальше
    basis: none
    cases: [{title: сообщить, when: 100 / n > 1, next: told}]
    otherwise: filed
  told: {user_task: Сообщить о записке, basis: none, role: controller, next: filed}
  filed: {end: В деле, basis: none}
`;

/** Puts it beside the regulations of a folder. */
export function memo(processes) {
  mkdirSync(`${processes}/memo/documents`, { recursive: true });
  writeFileSync(`${processes}/memo/process.yaml`, PROCESS);
  writeFileSync(`${processes}/memo/documents/memo.typ`, '// title: Справка о записке\n= Справка\n');
}
