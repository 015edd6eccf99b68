import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { speak } from '../../http/sentences.js';
import { CodesPages } from './codes.pages.controller.js';
import { FormatsPages } from './formats.pages.controller.js';
import { CodeRollsApi, CodesApi, LabelFormatsApi, LabelsApi } from './labels.api.controller.js';
import { labelsSentences } from './labels.sentences.js';
import { PrintPages } from './print.pages.controller.js';
import { RollsPages } from './rolls.pages.controller.js';
import { DeviceLabelPages, LabelsPages } from './sheets.pages.controller.js';

speak(labelsSentences);

const PAGES = [CodesPages, FormatsPages, PrintPages, RollsPages, LabelsPages, DeviceLabelPages];
const API = [LabelsApi, CodeRollsApi, CodesApi, LabelFormatsApi];

/** The room of labels: codes stuck first and described later, and every way to print what a device carries. */
@Module({ imports: [DocumentsModule], controllers: [...PAGES, ...API] })
export class LabelsRoom {}
