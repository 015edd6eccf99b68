import { Notice } from './content.js';
import { useView } from './view-context.js';

/** What the last post did, said once, at the top of the page it led to. */
export function Flash() {
  const { flash } = useView();
  if (!flash) return null;
  return (
    <div role="status" class="flash">
      <Notice tone="ok">{flash}</Notice>
    </div>
  );
}

export function Footer() {
  const { bank } = useView();
  return (
    <footer class="footer">
      {bank.helpline ? (
        <p>
          Besoin d’aide ? <a href={`tel:${bank.helpline.replace(/[^\d+]/g, '')}`}>{bank.helpline}</a>
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
