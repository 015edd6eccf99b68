import { Module } from '@nestjs/common';
import { addSentences, type Sentences } from '#platform/http';
import { DeskController } from './desk.controller.js';
import { DeskShellController } from './desk-shell.controller.js';

/** Every rule of the desk, in words: what happened, and what to do. */
const deskSentences: Sentences = {
  'desk.other_person': () =>
    'Une autre personne est connectée sur ce téléphone. Rien n’est perdu : la fiche reste ici pour qui l’a écrite.',
};

addSentences(deskSentences);

/** The feature of the desk: logging on a phone, with or without a network. */
@Module({ controllers: [DeskController, DeskShellController] })
export class DeskFeature {}
