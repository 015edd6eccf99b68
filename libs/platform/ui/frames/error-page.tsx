import type { ComponentChildren } from 'preact';
import { Code } from '../content.js';
import { Actions, Button, isLockedOut, LinkButton, LOCKED_OUT } from '../forms/form.js';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { useView } from '../view-context.js';
import { AppShell, SearchBox, useFindsAnything } from './app-shell.js';
import { PhoneShell } from './phone-shell.js';
import { type Resumed, SendAgain } from './sign-in-page.js';

interface StatusWords {
  title: string;
  icon: IconName;
  whatNext: string;
}

const BY_STATUS: Record<number, StatusWords> = {
  403: {
    title: 'Ce n’est pas possible ici',
    icon: 'lock',
    whatNext: 'Demandez à la personne qui administre votre organisation.',
  },
  404: { title: 'Page introuvable', icon: 'search', whatNext: 'Vérifiez l’adresse.' },
  409: {
    title: 'Ce n’est plus possible',
    icon: 'refresh-cw',
    whatNext: 'Revenez à la page d’avant et rechargez-la : quelque chose a changé.',
  },
  413: { title: 'Fichier trop lourd', icon: 'upload', whatNext: 'Choisissez un fichier plus petit, puis recommencez.' },
  503: {
    title: 'Un instant',
    icon: 'hourglass',
    whatNext: 'Rechargez cette page dans une dizaine de secondes.',
  },
  429: { title: 'Trop à la fois', icon: 'hourglass', whatNext: 'Attendez une minute, puis recommencez.' },
};
const LOCKED: StatusWords = {
  title: LOCKED_OUT,
  icon: 'lock',
  whatNext: 'Rien n’est perdu : passé ce temps, tout marche comme avant.',
};
const LEFT: StatusWords = {
  title: 'Cet appareil est parti',
  icon: 'truck',
  whatNext: 'Prévenez qui l’a maintenant, si ce que vous avez constaté lui sert.',
};
const GONE: StatusWords = {
  title: 'Quelqu’un a été plus rapide',
  icon: 'truck',
  whatNext: 'Reprenez depuis la liste : elle dit ce qui est là maintenant.',
};
const FACTOR: StatusWords = {
  title: 'Encore une étape',
  icon: 'shield-check',
  whatNext: 'Réglez-la, puis revenez.',
};
const OURS: StatusWords = {
  title: 'Une panne de notre côté',
  icon: 'wrench',
  whatNext: 'Recommencez dans un instant. Un second envoi ne fera rien en double.',
};
const OTHER: StatusWords = {
  title: 'Nous n’avons pas pu répondre',
  icon: 'circle-alert',
  whatNext: 'Revenez à la page d’avant et recommencez.',
};

function NotTaken({ resume, asksFactor }: { resume: Resumed; asksFactor: boolean }) {
  return (
    <SendAgain resume={resume}>
      {asksFactor ? (
        <LinkButton href="/compte/verification" icon="shield-check" wide newTab>
          La régler dans un autre onglet
        </LinkButton>
      ) : null}
      <p>
        {asksFactor
          ? 'Revenez ensuite ici, et appuyez sur ce bouton : rien de ce que vous avez écrit n’est perdu.'
          : 'Attendez une dizaine de secondes, puis appuyez sur ce bouton. Un second envoi ne fera rien en double.'}
        {resume.filesLost ? ' Les fichiers et les photos seront à choisir de nouveau.' : null}
      </p>
      <Button wide icon="send">
        Envoyer de nouveau
      </Button>
    </SendAgain>
  );
}

/** What somebody typed about a thing that left meanwhile, to copy, and a link to what they may still see of it. */
interface Left {
  readonly typed: readonly string[];
  readonly href?: string;
  readonly device: boolean;
  readonly inLot: boolean;
  /** Files were attached, which are lost. */
  readonly filesLost: boolean;
}

function WhatWasTyped({ typed, href, device, inLot, filesLost }: Left) {
  return (
    <>
      {typed.length ? (
        <div class="field">
          <label for="ecrit">Ce que vous aviez écrit</label>
          <p class="hint" id="ecrit-aide">
            {device
              ? 'À copier, si cela doit servir à qui a l’appareil maintenant.'
              : 'À copier, si cela doit encore servir.'}
          </p>
          <textarea id="ecrit" rows={Math.min(typed.length + 1, 16)} readOnly aria-describedby="ecrit-aide">
            {typed.join('\n')}
          </textarea>
        </div>
      ) : null}
      {filesLost ? <p>Le fichier joint n’a pas été gardé : il est encore sur votre machine.</p> : null}
      {href ? (
        <p>
          <a href={href}>{inLot ? 'Voir le lot avec lequel il est parti' : 'Voir l’appareil, jusqu’à son départ'}</a>
        </p>
      ) : null}
    </>
  );
}

/** A failure: what happened, what to do, and a code to give by phone. @param resume a form that may be sent again as it is */
export function ErrorPage(props: {
  status: number;
  sentence: string;
  code: string;
  whatNext?: ComponentChildren;
  resume?: Resumed | undefined;
  asksFactor?: boolean;
  left?: Left | undefined;
}) {
  const words = props.asksFactor
    ? FACTOR
    : isLockedOut(props)
      ? LOCKED
      : props.left
        ? props.left.device
          ? LEFT
          : GONE
        : (BY_STATUS[props.status] ?? (props.status >= 500 ? OURS : OTHER));
  return (
    <Frame title={words.title}>
      <span class="picto">
        <Icon name={words.icon} />
      </span>
      <h1>{words.title}</h1>
      <p>{props.sentence}</p>
      {props.resume ? (
        <NotTaken resume={props.resume} asksFactor={props.asksFactor ?? false} />
      ) : (
        <p>{props.whatNext ?? words.whatNext}</p>
      )}
      {props.status === 404 ? <LookFor /> : null}
      {props.left ? <WhatWasTyped {...props.left} /> : null}
      {props.asksFactor ? null : <WayOut status={props.status} code={props.code} />}
    </Frame>
  );
}

/** With the menu and the search for whoever works here; a thin bar for anybody else. */
function Frame({ title, children }: { title: string; children: ComponentChildren }) {
  if (!useView().nav.length)
    return (
      <PhoneShell title={title} barHref="/">
        {children}
      </PhoneShell>
    );
  return (
    <AppShell title={title} search={false}>
      <div class="card">{children}</div>
    </AppShell>
  );
}

function LookFor() {
  if (!useFindsAnything()) return null;
  return (
    <>
      <p>Ou cherchez l’appareil, le don ou la demande par son code ou son numéro :</p>
      <SearchBox />
    </>
  );
}

function WayOut({ status, code }: { status: number; code: string }) {
  const { bank, person } = useView();
  return (
    <>
      <Actions>
        <LinkButton look="primary" icon="house" href="/">
          {person ? 'Aller à l’accueil' : 'Aller à la page d’accueil'}
        </LinkButton>
      </Actions>
      <p class="meta">
        {bank.helpline
          ? `Au téléphone (${bank.helpline}), donnez ce code : `
          : 'Code à donner si vous demandez de l’aide : '}
        <Code>
          {status} {code}
        </Code>
      </p>
    </>
  );
}
