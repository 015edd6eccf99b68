import type { ComponentChildren } from 'preact';
import { ERASURE_IN_GENERAL } from '#platform/kernel';
import { Facts } from '../content.js';
import { formatDate } from '../text/format.js';
import { AppShell } from './app-shell.js';
import { PageHead } from './page-kinds.js';

/** The bank's settings about itself. A line without a value says who has to fill it. */
export interface BankIdentity {
  name: string;
  legalName?: string | null;
  siren?: string | null;
  address?: string | null;
  email?: string | null;
  helpline?: string | null;
  openingHours?: string | null;
  /** Who is legally responsible for the publication. */
  publisher?: string | null;
  /** Name, address and phone of the hosting provider. */
  host?: string | null;
  dpo?: string | null;
}

const TO_FILL = <em>à renseigner dans les réglages de la banque</em>;
const said = (value: string | null | undefined): ComponentChildren => value || TO_FILL;

function Text({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  return (
    <AppShell title={title} search={false}>
      <PageHead title={title} lead={lead} />
      <div class="prose">{children}</div>
    </AppShell>
  );
}

export function LegalPage({ bank }: { bank: BankIdentity }) {
  return (
    <Text title="Mentions légales" lead="Qui édite ce site, et qui l’héberge.">
      <Facts
        facts={[
          ['Éditeur', said(bank.legalName ?? bank.name)],
          ['SIREN', said(bank.siren)],
          ['Adresse', said(bank.address)],
          ['Téléphone', said(bank.helpline)],
          ['Horaires', bank.openingHours],
          ['Adresse mail', said(bank.email)],
          ['Directeur ou directrice de la publication', said(bank.publisher)],
          ['Hébergeur', said(bank.host)],
        ]}
      />
      <h2>Le logiciel</h2>
      <p>
        Ce site est un logiciel libre sous licence AGPL-3.0 ou ultérieure. Ses pictogrammes viennent de Lucide (ISC) et
        ses caractères sont Atkinson Hyperlegible (OFL).
      </p>
      <h2>Cookies</h2>
      <p>
        Un cookie garde votre connexion. Un autre se souvient, un an, que vous vous êtes connecté avec ce navigateur :
        si quelqu’un essaie ailleurs des mots de passe à votre place, vous entrez quand même. Il ne dit pas qui vous
        êtes. Un dernier porte, une minute, la phrase qui suit ce que vous venez de faire. Aucune mesure d’audience,
        aucun service d’une autre entreprise.
      </p>
    </Text>
  );
}

/** A processing of the register, as its people read it. */
export interface ProcessingView {
  readonly title: string;
  readonly people: string;
  readonly purpose: string;
  readonly basis: string;
  readonly readers: string;
  readonly kept: readonly { readonly what: string; readonly kept: string }[];
}

function ProcessingCard({ title, people, purpose, basis, readers, kept }: ProcessingView) {
  return (
    <section>
      <h3>{title}</h3>
      <p>
        {people}. {purpose}. Base : {basis}. Lu par : {readers}.
      </p>
      <ul>
        {kept.map((line) => (
          <li key={line.what}>
            {line.what} : {line.kept}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PrivacyPage({ bank, data }: { bank: BankIdentity; data: readonly ProcessingView[] }) {
  return (
    <Text title="Données personnelles" lead="Ce que nous gardons, pourquoi, combien de temps.">
      <p>
        {bank.legalName ?? bank.name} est responsable de ces données. Elles servent à équiper des personnes qui n’ont
        pas d’ordinateur, et à prouver ce que devient chaque appareil donné.
      </p>
      <h2>Si vous recevez un appareil</h2>
      <p>
        La banque connaît une référence tirée au hasard, votre tranche d’âge et votre commune. Votre nom reste chez la
        structure qui vous accompagne. Nous ne demandons ni numéro de sécurité sociale, ni date de naissance, ni rien
        sur votre santé.
      </p>
      <h2>Si vous signalez une panne</h2>
      <p>
        Nous ne demandons pas votre nom. Un numéro de téléphone est facultatif ; il sert à vous rappeler, puis il est
        effacé après la fin de la panne.
      </p>
      <h2>Si vous travaillez avec la banque</h2>
      <p>
        Votre nom n’est visible que dans votre organisation. Ailleurs, sur les documents et dans les exports, vous êtes
        un numéro d’opérateur.
      </p>
      <h2>Si vous donnez un appareil</h2>
      <p>
        {ERASURE_IN_GENERAL} Les noms, les comptes et les clés lus par les outils d’inventaire sont retirés avant tout
        enregistrement.
      </p>
      <h2>Ce que nous gardons, et combien de temps</h2>
      {data.map((one) => (
        <ProcessingCard key={one.title} {...one} />
      ))}
      <h2>Vos droits</h2>
      <p>Vous pouvez demander une copie de vos données, les faire corriger ou effacer, et vous opposer à leur usage.</p>
      <Facts
        facts={[
          ['Délégué à la protection des données', said(bank.dpo ?? bank.email)],
          ['Téléphone', bank.helpline],
          ['Horaires', bank.openingHours],
        ]}
      />
      <p>
        Si la réponse ne vous convient pas, la <a href="https://www.cnil.fr/fr/plaintes">CNIL</a> reçoit les plaintes.
      </p>
    </Text>
  );
}

export interface Declaration {
  readonly level: string;
  /** In percent of the criteria. */
  readonly rate: number | null;
  readonly auditor: string;
  readonly auditedOn: string | null;
  readonly gaps: readonly string[];
  readonly declaredAt: Date;
}

/** The statement that the law asks for. Without a valid audit a site is "non conforme", whatever it does well. */
export function AccessibilityPage(props: {
  bank: BankIdentity;
  declaration: Declaration | null;
  /** Where the law asks for it; null: no rule of today says. */
  law: string | null;
  timeZone?: string;
}) {
  const { bank, declaration: told, law, timeZone } = props;
  const level = told?.level ?? 'non conforme';
  const rate = told?.rate ? ` ${told.rate} % des critères sont respectés.` : '';
  return (
    <Text title="Accessibilité" lead={`Accessibilité : ${level}`}>
      <p>
        {bank.legalName ?? bank.name} s’engage à rendre ce site accessible, comme la loi le demande
        {law ? ` (${law})` : ''}.
      </p>
      <h2>Où nous en sommes</h2>
      <p>
        {told?.auditor
          ? `Ce site est ${level} avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.${rate}`
          : 'Aucun audit n’a encore été fait par une personne : ce site est donc déclaré non conforme avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.'}
      </p>
      {told?.auditor ? (
        <p>{`Audit fait par ${told.auditor}${told.auditedOn ? `, le ${formatDate(told.auditedOn)}` : ''}.`}</p>
      ) : null}
      {told ? <p class="meta">{`Déclaration du ${formatDate(told.declaredAt, timeZone)}.`}</p> : null}
      <h2>Ce qui est vérifié à chaque changement</h2>
      <p>
        Les pages sont contrôlées par un outil automatique (axe) sur téléphone et sur ordinateur. Elles se lisent sans
        JavaScript, au clavier, agrandies à 400 %, en mode sombre et avec des contrastes forcés.
      </p>
      {told?.gaps.length ? (
        <>
          <h2>Ce qui n’est pas encore accessible</h2>
          <ul>
            {told.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>Quelque chose vous bloque ?</h2>
      <p>Dites-le nous : nous vous répondrons et nous ferons la démarche avec vous.</p>
      <Facts
        facts={[
          ['Téléphone', said(bank.helpline)],
          ['Horaires', bank.openingHours],
          ['Adresse mail', said(bank.email)],
        ]}
      />
      <h2>Si nous ne répondons pas</h2>
      <p>
        Vous pouvez écrire au <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a>, appeler le{' '}
        <a href="tel:+33969390000">09 69 39 00 00</a>, ou envoyer un courrier sans timbre : Défenseur des droits, Libre
        réponse 71120, 75342 Paris CEDEX 07.
      </p>
    </Text>
  );
}
