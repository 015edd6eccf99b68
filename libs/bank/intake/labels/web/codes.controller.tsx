import { Param, Query } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { readIdentifier, showAssetCode } from '#bank/devices';
import { CodeRolls, type FreeCode } from '#bank/intake';
import { type Answer, ApiController, Context, Ctx, json, Read, seeOther, sentenceOfRule } from '#platform/http';
import { READ, RuleBroken } from '#platform/kernel';
import { Actions, Button, Code, Empty, FormPage, LinkButton, Notice, ScanField, Tiles } from '#platform/ui';

const TITLES: Readonly<Record<string, string>> = {
  'devices.code_unknown': 'Ce code n’existe pas',
  'devices.code_elsewhere': 'Ce code n’est pas à vous',
  'devices.code_taken': 'Ce code est déjà pris',
  'devices.code_voided': 'Ce code est annulé',
};

/** A label without a visible device: its device may be described now, or why not. */
@ApiController('codes')
export class CodesController {
  constructor(private readonly rolls: CodeRolls) {}

  /**
   * A code that waits for its device. Otherwise a problem says why: `devices.code_taken`, `devices.code_unknown`,
   * `devices.code_elsewhere`, `devices.code_voided`, `devices.code_wrong_check`.
   */
  @Read(READ.labels, { api: 'codes/:code' })
  async show(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.rolls.read(ctx.actor, code));
  }

  @Read(READ.labels, { page: 'dons/etiquettes/codes' })
  typed(@Context() ctx: Ctx, @Query('code') code?: string): Promise<Answer> {
    if (typeof code !== 'string' || !code.trim()) return Promise.resolve(ctx.page(<ScanCodePage />));
    return this.answer(ctx, code.slice(0, 200));
  }

  @Read(READ.labels, { page: 'dons/etiquettes/codes/:code' })
  scanned(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return this.answer(ctx, code);
  }

  private async answer(ctx: Ctx, typed: string): Promise<Answer> {
    try {
      const code = await this.rolls.read(ctx.actor, typed);
      return ctx.page(<FreeCodePage code={code} donations={await this.rolls.donationsFor(ctx.actor, code)} />);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const { code, visible } = error.facts as { code?: string; visible?: boolean };
      if (code && visible) return seeOther(`/appareils/${code}`);
      const isCode = readIdentifier(typed).kind === 'code';
      return ctx.page(
        <CodeRefusedPage
          typed={code ? showAssetCode(code) : typed || 'Rien n’est écrit'}
          title={TITLES[error.code] ?? 'Ce code n’est pas juste'}
          sentence={sentenceOfRule(error)}
          reportHref={isCode ? `/E/${encodeURIComponent(typed)}?panne=oui` : null}
        />,
        404,
      );
    }
  }
}

const TRAIL = [{ label: 'Dons', href: '/dons' }, { label: 'Étiquettes', href: '/dons/etiquettes' }, { label: 'Code' }];

/** A code that waits for its device: which donation it came with is the only question left. */
function FreeCodePage({
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
function CodeRefusedPage({
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

const ScanCodePage = () => (
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
