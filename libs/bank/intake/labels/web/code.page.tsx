import type { ComponentChildren } from 'preact';
import { showAssetCode } from '#bank/devices';
import type { FreeCode } from '#bank/intake';
import { Actions, Button, Code, Empty, FormPage, LinkButton, Notice, ScanField, Tiles } from '#platform/ui';

const TRAIL = [{ label: 'Dons', href: '/dons' }, { label: 'Étiquettes', href: '/dons/etiquettes' }, { label: 'Code' }];

/** A code that waits for its device: which donation it came with is the only question left. */
export function FreeCodePage({
  code: c,
  donations,
}: {
  code: FreeCode;
  donations: readonly { id: string; number: string; donor: string; organisation: string }[];
}) {
  return (
    <FormPage
      title="Décrire cet appareil"
      lead={
        <>
          L’étiquette <Code>{showAssetCode(c.code)}</Code> n’est encore sur aucun appareil connu ({c.roll}, n° {c.n}).
        </>
      }
      trail={TRAIL}
    >
      {donations.length ? (
        <>
          <p>De quel don vient-il ?</p>
          <Tiles
            layout="cards"
            tiles={donations.map((d) => ({
              href: `/dons/${d.id}/appareils/nouveau?code=${showAssetCode(c.code)}`,
              label: `${d.donor}, ${d.number}`,
              hint: d.organisation,
              icon: 'package-open',
            }))}
          />
        </>
      ) : (
        <Empty
          icon="package-open"
          title="Aucun don ouvert"
          action={
            <LinkButton look="primary" icon="plus" href="/dons/nouveau">
              Enregistrer un don
            </LinkButton>
          }
        >
          Enregistrez d’abord le don, puis scannez de nouveau l’étiquette.
        </Empty>
      )}
    </FormPage>
  );
}

/** A code that leads to no device and cannot be given one here: why, and what to do. */
export function CodeRefusedPage({
  typed,
  title,
  sentence,
  reportHref,
}: {
  typed: string;
  title: string;
  sentence: string;
  /** The fault form, for a label that may well be on a device. */
  reportHref: string | null;
}) {
  return (
    <FormPage title={title} trail={TRAIL}>
      <Notice tone="attention" icon="triangle-alert" title={typed}>
        {sentence}
      </Notice>
      <Scan label="Scanner ou taper une autre étiquette">
        {reportHref ? (
          <LinkButton look="quiet" href={reportHref}>
            Signaler une panne de cet appareil
          </LinkButton>
        ) : null}
      </Scan>
    </FormPage>
  );
}

/** Where a label stuck first is described: scan it. */
export const ScanCodePage = () => (
  <FormPage
    title="Décrire un appareil étiqueté"
    lead="Scannez l’étiquette collée dessus, ou tapez son code."
    trail={TRAIL}
  >
    <Scan label="Étiquette" />
  </FormPage>
);

const Scan = ({ label, children }: { label: string; children?: ComponentChildren }) => (
  <form class="form" method="get" action="/dons/etiquettes/codes" noValidate>
    <ScanField name="code" label={label} required value="" placeholder="BN-" />
    <Actions>
      <Button iconAfter="arrow-right">Continuer</Button>
      {children}
    </Actions>
  </form>
);
