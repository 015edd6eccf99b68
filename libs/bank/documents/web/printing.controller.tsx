import { Readable } from 'node:stream';
import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PAPER_PROMISE } from '#bank/allocation';
import {
  DayPapers,
  DOCUMENT_TYPES,
  type DocumentType,
  FALLBACK_SHEETS,
  type FallbackName,
  HANDOVER_PAPERS,
  isDocumentType,
  nameOfPaper,
  type PapersOfDay,
  SheetsService,
} from '#bank/documents';
import { Answer, Context, Ctx, Read, seeOther } from '#platform/http';
import { clock, NotFound, READ } from '#platform/kernel';
import {
  Actions,
  addressOf,
  BackgroundStopped,
  Card,
  dateValue,
  Empty,
  FormPage,
  formatTime,
  LinkButton,
  ListPage,
  Notice,
  plural,
  SelectField,
  Table,
  TextField,
} from '#platform/ui';

/** Papers for the printer: those of a day at once, and sheets for the day the network is down. */
@ApiTags('documents')
@Controller()
export class PrintingController {
  constructor(
    private readonly days: DayPapers,
    private readonly sheets: SheetsService,
  ) {}

  @Read(READ.papers, { page: 'documents/jour' })
  async day(@Context() ctx: Ctx, @Query('le') le?: string, @Query('quoi') what?: string): Promise<Answer> {
    const day = dayOf(ctx, le);
    const found = await this.days.of(ctx.actor, day, typesOf(what));
    return ctx.page(<DayPage day={day} what={what ?? ''} found={found} timeZone={ctx.bank.timeZone} />);
  }

  @Read(READ.papers, { page: 'documents/jour.pdf' })
  async file(
    @Context() ctx: Ctx,
    @Query('le') le?: string,
    @Query('quoi') what?: string,
    @Query('partie') asked?: string,
  ): Promise<Answer> {
    const day = dayOf(ctx, le);
    const { papers, parts } = await this.days.of(ctx.actor, day, typesOf(what));
    if (!parts) return seeOther(addressOf('/documents/jour', { le: day, quoi: what }));
    const part = /^\d{1,2}$/.test(asked ?? '') ? Number(asked) : 1;
    if (part < 1 || part > parts) throw new NotFound('papers of a day');
    return pdf(Readable.from(this.days.print(ctx.actor, day, papers, part)), `documents-${day}-${part}.pdf`);
  }

  @Read({ signedIn: true }, { page: 'secours' })
  fallback(@Context() ctx: Ctx): Answer {
    return ctx.page(<FallbackPage />);
  }

  @Read({ signedIn: true }, { page: 'secours/feuille.pdf' })
  async sheet(@Context() ctx: Ctx, @Query('nom') name = 'don'): Promise<Answer> {
    if (!Object.hasOwn(FALLBACK_SHEETS, name)) throw new NotFound('fallback sheet');
    const facts = {
      organisation: ctx.identity?.organisationName ?? '',
      helpline: ctx.bank.helpline || null,
      promise: PAPER_PROMISE,
    };
    const stream = await this.sheets.draw(FALLBACK_SHEETS[name as FallbackName], facts, clock.now());
    return pdf(stream, `feuille-de-secours-${name}.pdf`);
  }
}

const pdf = (stream: Readable, filename: string): Answer =>
  new Answer(200, stream, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="${filename}"`,
  });

const dayOf = (ctx: Ctx, le: string | undefined): string => le || dateValue(clock.now(), ctx.bank.timeZone);

/** All of them, those of hand-overs, or one type. */
const typesOf = (what: string | undefined): readonly DocumentType[] | undefined =>
  what === 'remises' ? HANDOVER_PAPERS : isDocumentType(what) ? [what] : undefined;

const WHAT = [
  { value: 'remises', label: 'Ceux des remises' },
  ...DOCUMENT_TYPES.filter((type) => type !== 'label_sheet').map((type) => ({ value: type, label: nameOfPaper(type) })),
];

/** The papers of a day, to be printed as one file. */
function DayPage({
  day,
  what,
  found: { papers, waiting, parts },
  timeZone,
}: {
  day: string;
  what: string;
  found: PapersOfDay;
  timeZone: string;
}) {
  const file = `/documents/jour.pdf?le=${day}${what ? `&quoi=${what}` : ''}`;
  return (
    <ListPage
      title="Documents d’un jour"
      lead="Les documents que votre organisation peut ouvrir, en un seul PDF à imprimer."
      trail={[{ label: 'Documents', href: '/documents' }, { label: 'D’un jour' }]}
      filters={
        <>
          <TextField name="le" label="Jour" type="date" required value={day} width="short" />
          <SelectField name="quoi" label="Documents" empty="Tous" value={what} options={WHAT} />
        </>
      }
      rows={papers}
      empty={
        <Empty icon="file-text" title="Aucun document ce jour-là">
          {waiting ? <BackgroundStopped /> : null}
          {waiting ? 'Ceux de ce jour se préparent.' : 'Choisissez un autre jour, ou un autre type.'}
        </Empty>
      }
    >
      {waiting ? <BackgroundStopped /> : null}
      {waiting ? (
        <Notice tone="info" icon="hourglass">
          {plural(waiting, 'document se prépare encore', 'documents se préparent encore')} : rechargez la page dans
          quelques secondes pour {waiting > 1 ? 'les' : 'l’'}imprimer avec les autres.
        </Notice>
      ) : null}
      <Actions>
        {Array.from({ length: parts }, (_, i) => (
          <LinkButton key={i} look="primary" icon="printer" href={`${file}${i ? `&partie=${i + 1}` : ''}`}>
            {parts === 1
              ? `Imprimer ${plural(papers.length, 'document')} (PDF)`
              : `Imprimer la partie ${i + 1} sur ${parts} (PDF)`}
          </LinkButton>
        ))}
      </Actions>
      <Table
        caption="Documents du jour, dans l’ordre où ils s’impriment"
        rows={[...papers]}
        rowKey={(d) => d.id}
        columns={[
          {
            header: 'Document',
            row: true,
            href: (d) => `/documents/${d.id}`,
            cell: (d) => d.title,
            sub: (d) => `${d.number} · ${formatTime(d.requestedAt, timeZone)}`,
          },
        ]}
      />
    </ListPage>
  );
}

const SHEETS: Readonly<Record<FallbackName, { readonly label: string; readonly text: string }>> = {
  don: { label: 'Recevoir un don', text: 'Le donateur, puis neuf appareils avec le code de leur étiquette.' },
  remise: { label: 'Remettre un appareil', text: 'L’appareil, la référence de la personne, deux signatures.' },
  panne: { label: 'Signaler une panne', text: 'Trois pannes par feuille, sans nom.' },
};

/** Sheets to be printed before they are needed. */
const FallbackPage = () => (
  <FormPage
    title="Feuilles de secours"
    lead="Pour le jour où le réseau est en panne. Imprimez-en quelques-unes d’avance et gardez-les au comptoir : noir et blanc, A4, grands champs."
    trail={[{ label: 'Documents', href: '/documents' }, { label: 'Feuilles de secours' }]}
  >
    {Object.entries(SHEETS).map(([name, { label, text }]) => (
      <Card key={name} title={label}>
        <p>{text}</p>
        <LinkButton icon="printer" href={`/secours/feuille.pdf?nom=${name}`}>
          {`Imprimer « ${label} »`}
        </LinkButton>
      </Card>
    ))}
    <Notice tone="info" title="Au retour du réseau">
      Chaque feuille dit, en bas, où taper ce qui y est écrit. Détruisez-la ensuite. Au point de collecte, un téléphone
      enregistre aussi sans réseau : ses appareils partent tout seuls plus tard.
    </Notice>
  </FormPage>
);
