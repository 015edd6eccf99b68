import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { LegalPages } from './legal.controller.js';
import { OrganisationsPages } from './organisations.controller.js';
import { OwnOrganisationPages } from './own-organisation.controller.js';
import { PeopleApi } from './people.api.controller.js';
import { peopleSentences } from './people.sentences.js';
import { SignInPages } from './sign-in.controller.js';

speak(peopleSentences);

/** The room of people: coming in, managing who may, and what the law wants said. */
@Module({ controllers: [SignInPages, LegalPages, OwnOrganisationPages, OrganisationsPages, PeopleApi] })
export class PeopleRoom {}
