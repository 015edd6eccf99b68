import { Module } from '@nestjs/common';
import { ReportingModule } from '#reporting';
import { FiguresController } from './figures.controller.js';

/** The feature of figures. */
@Module({ imports: [ReportingModule], controllers: [FiguresController] })
export class ReportingFeature {}
