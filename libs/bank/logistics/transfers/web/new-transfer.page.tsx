import { showAssetCode } from '#bank/devices';
import type { OrganisationKind } from '#platform/kernel';
import { type Again, AskPage, FieldsOf, HiddenField, Notice, plural } from '#platform/ui';
import { NewTransferDto } from '../../web/logistics.dto.js';

const GROUPS: Partial<Record<OrganisationKind, string>> = {
  bank: 'Banque',
  collection_point: 'Points de collecte',
  ea: 'Ateliers (EA)',
  esat: 'Ateliers (ESAT)',
  structure: 'Structures',
};

interface End {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
}

const optionsOf = (ends: readonly End[]) =>
  ends.map((r) => ({ value: r.id, label: r.name, group: GROUPS[r.kind] ?? 'Autres' }));

/** Who the lot is for, and for the bank whose devices leave: what is asked before choosing them. */
export function NewTransferPage(
  props: Again & {
    receivers: readonly End[];
    /** Who it may start from, for whoever may say so. */
    senders: readonly End[];
    /** Who has what is to go. */
    from: string | null;
    device?: string | undefined;
    /** A donation whose devices go together. */
    donation?: { id: string; number: string; here: number } | undefined;
  },
) {
  const { problems, values = {} } = props;
  return (
    <AskPage
      title="Préparer un lot"
      lead={`Dites d’abord ${props.senders.length ? 'd’où il part et ' : ''}où il va. À l’étape suivante, vous cocherez ou scannerez les appareils.`}
      trail={[{ label: 'Lots', href: '/lots' }, { label: 'Préparer un lot' }]}
      action="/lots"
      problems={problems}
      values={values}
      does={{ label: 'Continuer', icon: 'arrow-right' }}
      back={{ href: '/lots' }}
      intro={
        <>
          {props.device ? (
            <Notice icon="laptop">L’appareil {showAssetCode(props.device)} sera le premier de la liste.</Notice>
          ) : null}
          {props.donation ? (
            <Notice icon="package-open">
              {plural(props.donation.here, 'appareil')} du don {props.donation.number}{' '}
              {props.donation.here > 1 ? 'seront' : 'sera'} dans la liste. Vous pourrez en retirer.
            </Notice>
          ) : null}
        </>
      }
    >
      <FieldsOf
        form={NewTransferDto}
        but={{
          fromOrganisationId: props.senders.length
            ? { value: values['fromOrganisationId'] ?? props.from ?? '', options: optionsOf(props.senders) }
            : null,
          toOrganisationId: { options: optionsOf(props.receivers) },
        }}
      />
      {props.device ? <HiddenField name="device" value={props.device} /> : null}
      {props.donation ? <HiddenField name="donation" value={props.donation.id} /> : null}
    </AskPage>
  );
}
