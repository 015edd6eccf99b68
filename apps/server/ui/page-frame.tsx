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

/** The house's mark: a device, checked. */
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
