import type { VNode } from 'preact';
import { newId } from '#platform/kernel';
import { renderPage } from '#platform/ui';
import { trialOrNot } from '../menu/trial.js';
import { type Answer, html } from './answer.js';

/** A page for a request that failed before anybody knew who asked. */
export const pageWithout = (node: VNode, status: number): Answer =>
  html(
    status,
    renderPage(
      {
        path: '/',
        person: null,
        organisationId: null,
        formKey: newId(),
        bank: { name: 'Banque du Numérique', helpline: null },
        nav: [],
        ...trialOrNot(),
      },
      node,
    ),
  );
