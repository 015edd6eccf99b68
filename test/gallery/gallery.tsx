import type { VNode } from 'preact';
import * as ui from '../../libs/platform/ui/index.js';
import * as daily from './daily.js';
import { formPages } from './forms.js';

const bank: ui.BankIdentity = {
  name: 'Banque du Numérique',
  siren: '000000018',
  address: '1 place de la Mairie, 92000 Nanterre',
  email: 'bonjour@banque.example',
  helpline: '01 00 00 00 00',
};

const resume: ui.Resumed = { action: '/appareils/x/perte', fields: [['note', 'Vu au dépôt']], filesLost: true };

/** Pages that strangers see. */
export const openPages: Record<string, () => VNode> = {
  signin: () => <ui.SignInPage resume={resume} />,
  resume: () => <ui.ResumePage resume={resume} />,
  error: () => (
    <ui.ErrorPage status={404} code="request.not_found" sentence="Cette page n’existe pas, ou n’est pas pour vous." />
  ),
  legal: () => <ui.LegalPage bank={bank} />,
  privacy: () => <ui.PrivacyPage bank={bank} data={[]} />,
  accessibility: () => <ui.AccessibilityPage bank={bank} declaration={null} law="Loi d’essai, art. 1" />,
  fault: formPages.fault,
  ticket: formPages.ticket,
};

const figures = (): VNode => (
  <ui.FiguresPage
    title="Chiffres"
    lead="De janvier à novembre 2026."
    action={
      <ui.LinkButton look="primary" icon="download" href="/chiffres.pdf">
        PDF à projeter
      </ui.LinkButton>
    }
    filters={
      <ui.SelectField
        name="maille"
        label="Par"
        required
        value="ept"
        options={[
          { value: 'ept', label: 'EPT' },
          { value: 'commune', label: 'Commune' },
        ]}
      />
    }
    counts={<ui.CountCard count={1240} label="appareils remis" hint="+ 12 % sur un an" href="/appareils?etat=remis" />}
  >
    <ui.BarChart
      title="Appareils remis par territoire"
      labelHeader="Territoire"
      valueHeader="Appareils"
      source="Source : la banque, 25 nov. 2026"
      bars={[
        { label: 'Paris Ouest La Défense', value: 512 },
        { label: 'Vallée Sud Grand Paris', value: 488 },
        { label: 'Boucle Nord de Seine', value: 240 },
        { label: 'Hors département', value: null, shown: 'moins de 5' },
      ]}
    />
  </ui.FiguresPage>
);

/** Every page kind with made-up content: for pictures and for axe, never routed. */
export const Gallery: Record<string, () => VNode> = { ...daily, ...formPages, figures, ...openPages };
