import { Notice } from '../content.js';
import { Button, DoLink, LinkButton } from '../forms/form.js';
import { Icon } from '../icon.js';
import { useView } from '../view-context.js';

/** The notice of the last post, once, at the top of the page it led to. */
export function Flash() {
  const { flash } = useView();
  if (!flash) return null;
  return (
    <div role="status" class="flash">
      <Notice tone="ok">
        {flash.text}
        {flash.link ? (
          <>
            {' '}
            <DoLink href={flash.link.href}>{flash.link.label}</DoLink>
          </>
        ) : null}
      </Notice>
    </div>
  );
}

/** What a new bank settles next: among the actions of a page that shows something once. */
export function NextStep() {
  const { nextStep } = useView();
  return nextStep ? (
    <LinkButton look="secondary" href={nextStep.href}>
      {nextStep.label}
    </LinkButton>
  ) : null;
}

/** On a page that waits for background work, when no worker is alive. */
export function BackgroundStopped() {
  const { backgroundStopped } = useView();
  if (!backgroundStopped) return null;
  return (
    <Notice tone="attention" title={`Ce travail attend depuis le ${backgroundStopped}`}>
      Le programme qui prépare documents, fichiers et messages est arrêté. Rien n’est perdu : tout reprendra avec lui.
      Prévenez qui fait fonctionner le site.
    </Notice>
  );
}

export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect x="7" y="6" width="18" height="13" rx="2.5" />
    <path d="M3 25h26M12 12.5l2.8 2.8 5.2-5.2" />
  </svg>
);

export function Footer() {
  const { bank } = useView();
  return (
    <footer class="footer">
      {bank.helpline ? (
        <p>
          Besoin d’aide ? <a href={`tel:${bank.helpline.replace(/[^\d+]/g, '')}`}>{bank.helpline}</a>
          {bank.openingHours ? `, ${bank.openingHours}` : ''}
        </p>
      ) : null}
      <ul>
        <li>
          <a href="/accessibilite">Accessibilité : {bank.accessibility ?? 'non conforme'}</a>
        </li>
        <li>
          <a href="/donnees-personnelles">Données personnelles</a>
        </li>
        <li>
          <a href="/mentions-legales">Mentions légales</a>
        </li>
      </ul>
    </footer>
  );
}

/** How many devices this phone keeps, or that all have left; empty until its script knows. */
const OfflineCount = () => (
  <>
    <div class="notice attention" data-kept role="status" hidden>
      <Icon name="smartphone" />
      <div>
        <strong data-kept-count /> <a href="/collecte">Voir</a>
      </div>
    </div>
    <div class="notice ok" data-sent role="status" hidden>
      <Icon name="circle-check" />
      <div>
        <strong data-sent-words />
      </div>
    </div>
  </>
);

/**
 * On pages of those who log devices: what this phone keeps and has not sent yet, and a dialog before signing out with it. `alone`: the page as a
 * phone stores it, where nobody signs out.
 */
export function OfflineNotice({ alone = false }: { alone?: boolean | undefined }) {
  const { desk } = useView();
  if (alone) return <OfflineCount />;
  if (!desk) return null;
  return (
    <>
      <dialog class="card" data-sign-out aria-labelledby="depart-titre">
        <h2 id="depart-titre">Tout n’est pas envoyé</h2>
        <p data-sign-out-count />
        <p>
          Ce qui reste est gardé sur ce téléphone. Il partira quand vous vous y connecterez de nouveau, avec du réseau.
        </p>
        <div class="actions stack">
          <Button type="button" icon="arrow-left" wide>
            Rester connecté
          </Button>
          <Button type="button" look="secondary" icon="log-out" wide>
            Garder ici et se déconnecter
          </Button>
        </div>
      </dialog>
      <OfflineCount />
    </>
  );
}
