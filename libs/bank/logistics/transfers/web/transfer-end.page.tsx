import { showAssetCode } from '#bank/devices';
import { TRANSFER_LIFECYCLE, type TransferDetailView } from '#bank/logistics';
import type { PlaceView } from '#bank/people';
import type { EndingOf } from '#platform/kernel';
import { AskPage, Code, Ends, FieldsOf, type FormState, Notice, plural } from '#platform/ui';
import { FinishDto } from '../../web/logistics.dto.js';

export function TransferEndPage(
  props: FormState & {
    transfer: TransferDetailView;
    places: readonly PlaceView[];
  },
) {
  const { transfer: t, problems } = props;
  const missing = t.lines.filter((l) => l.outcome === 'pending');
  const extra = t.lines.filter((l) => l.outcome === 'extra');
  return (
    <AskPage
      title="Terminer la réception"
      lead={`Lot ${t.number}, de ${t.from}`}
      trail={[{ label: 'Lots', href: '/lots' }, { label: t.number, href: `/lots/${t.id}` }, { label: 'Terminer' }]}
      action={`/lots/${t.id}/fin`}
      problems={problems}
      does={{ label: missing.length || extra.length ? 'Terminer avec ces écarts' : 'Terminer', icon: 'package-check' }}
      back={{ href: `/lots/${t.id}`, label: 'Continuer à scanner' }}
      intro={
        <>
          <Ends of={TRANSFER_LIFECYCLE.transition('finish')} lines={TRANSFER_ENDINGS.finish(t)} />
          <Notice tone="ok" title={`${plural(t.confirmed, 'appareil')} ${t.confirmed > 1 ? 'confirmés' : 'confirmé'}.`}>
            Vous en devenez responsable.
          </Notice>
          {missing.length ? (
            <Notice
              tone="attention"
              icon="triangle-alert"
              title={`${plural(missing.length, 'appareil')} ${missing.length > 1 ? 'manquent' : 'manque'}.`}
            >
              {t.from} en reste responsable et{' '}
              {missing.length > 1 ? 'les verra comme manquants' : 'le verra comme manquant'} :{' '}
              <Codes codes={missing.map((l) => l.code ?? '')} />
            </Notice>
          ) : null}
          {extra.length ? (
            <Notice tone="attention" icon="package-x" title={`${plural(extra.length, 'appareil')} hors liste.`}>
              {extra.length > 1
                ? 'Notés sur le bon, ils ne changent pas de responsable. Mettez-les à part'
                : 'Noté sur le bon, il ne change pas de responsable. Mettez-le à part'}{' '}
              et prévenez {t.from}.
            </Notice>
          ) : null}
        </>
      }
    >
      <PlaceOfArrival {...props} />
    </AskPage>
  );
}

export const PlaceOfArrival = ({
  transfer: t,
  places,
  values,
}: Pick<FormState, 'values'> & { transfer: TransferDetailView; places: readonly PlaceView[] }) => (
  <FieldsOf
    form={FinishDto}
    but={{
      placeId: {
        label: t.confirmed > 1 ? 'Où les rangez-vous ?' : 'Où le rangez-vous ?',
        value: values?.['placeId'] ?? t.toPlaceId,
        options: places.map((p) => ({ value: p.id, label: p.path })),
      },
    }}
  />
);

const SHOWN = 12;

const Codes = ({ codes }: { codes: readonly string[] }) => (
  <>
    {codes.slice(0, SHOWN).map((c, i) => (
      <>
        {i ? ', ' : ''}
        <Code>{showAssetCode(c)}</Code>
      </>
    ))}
    {codes.length > SHOWN ? ` et ${codes.length - SHOWN} autres` : ''}.
  </>
);

export const TRANSFER_ENDINGS: Readonly<
  Record<EndingOf<typeof TRANSFER_LIFECYCLE>, (t: TransferDetailView) => readonly string[]>
> = {
  cancel: (t) => [
    t.devices > 1
      ? `${plural(t.devices, 'appareil')} quittent la liste et restent à leur place.`
      : t.devices
        ? '1 appareil quitte la liste et reste à sa place.'
        : 'La liste est vide : aucun appareil ne change de place.',
    `Le lot ${t.number} ne partira pas. Pour envoyer ces appareils, préparez-en un autre.`,
  ],
  recall: (t) => [
    t.devices > 1
      ? `${plural(t.devices, 'appareil')} reviennent à leur place, chez ${t.from}.`
      : `1 appareil revient à sa place, chez ${t.from}.`,
    `${t.to} ne voit plus ce lot, et n’attend plus rien de lui.`,
  ],
  finish: (t) => [
    `Le lot ${t.number} est clos, et son bon dit ce qui est venu.`,
    ...(t.devices > t.confirmed
      ? ['Ce qui manque pourra encore être confirmé en retard, ou repris par l’expéditeur.']
      : []),
  ],
};
