import { Module } from '@nestjs/common';
import { TakeoverModule } from '#takeover';
import { speak } from '../../http/sentences.js';
import { takeoverSentences } from './takeover.sentences.js';
import { TakeoversApi } from './takeovers.api.controller.js';
import { TakeoversPages } from './takeovers.pages.controller.js';

speak(takeoverSentences);

/** The room of the takeover: files and logs of the tool that was there before. */
@Module({ imports: [TakeoverModule], controllers: [TakeoversPages, TakeoversApi] })
export class TakeoverRoom {}
