import { Module } from '@nestjs/common';
import { ReportingModule } from '#reporting';
import { FiguresApi, FiguresPages } from './figures.controller.js';

/** The room of figures. */
@Module({ imports: [ReportingModule], controllers: [FiguresPages, FiguresApi] })
export class ReportingRoom {}
