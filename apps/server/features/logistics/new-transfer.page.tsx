import { showAssetCode } from '#devices';
import type { OrganisationKind } from '#kernel';
import { type Again, AskPage, HiddenField, Notice, plural, SelectField } from '../../ui/index.js';

const GROUPS: Partial<Record<OrganisationKind, string>> = {
  bank: 'Banque',
  collection_point: 'Points de collecte',
  ea: 'Ateliers (EA)',
  esat: 'Ateliers (ESAT)',
  structure: 'Structures',
};

/** Who the lot is for: the only question before scanning. */
export function NewTransferPage(
  props: Again & {
    receivers: readonly { id: string; name: string; kind: OrganisationKind }[];
    device?: string | undefined;
    /** A donation whose devices go together. */
    donation?: { id: string; number: string; here: number } | undefined;
  },
) {
  const { problems, values = {} } = props;
  return (
    <AskPage
      title="Préparer un lot"
      lead="Dites d’abord où il va. Vous scannerez les appareils ensuite."
      trail={[{ label: 'Lots', href: '/lots' }, { label: 'Préparer un lot' }]}
      action="/lots"
      {...(problems ? { problems } : {})}
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
      <SelectField
        name="toOrganisationId"
        label="Qui reçoit ce lot ?"
        required
        empty="Choisir…"
        value={values['toOrganisationId'] ?? ''}
        {...(problems ? { problems } : {})}
        options={props.receivers.map((r) => ({ value: r.id, label: r.name, group: GROUPS[r.kind] ?? 'Autres' }))}
      />
      {props.device ? <HiddenField name="device" value={props.device} /> : null}
      {props.donation ? <HiddenField name="donation" value={props.donation.id} /> : null}
    </AskPage>
  );
}
