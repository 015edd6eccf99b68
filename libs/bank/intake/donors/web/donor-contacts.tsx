import { CONTACT_LENGTHS, type DonorView, isPerson } from '#bank/intake';
import { Card, EndingAct, type FieldProblem, Form, MaySend, PostButton, Table, TextField } from '#platform/ui';
import { telOf } from '../../web/intake.words.js';
import { DataContactField } from './donor-fields.js';

/** Whom else to ring at the donor's, each to be forgotten on its own. */
export function OtherContacts({ donor: d }: { donor: DonorView }) {
  const others = d.contacts.filter((c) => !c.main);
  if (!others.length) return null;
  return (
    <Card title="Autres personnes à joindre">
      <Table
        caption="Autres personnes à joindre chez ce donateur"
        rows={others}
        rowKey={(c) => c.id}
        columns={[
          { header: 'Qui', row: true, cell: (c) => c.name || 'sans nom', sub: (c) => c.job },
          { header: 'Téléphone', cell: (c) => (c.phone ? <a href={telOf(c.phone)}>{c.phone}</a> : '') },
          {
            header: 'Adresse mail',
            cell: (c) => (c.email ? <a href={`mailto:${c.email}`}>{c.email}</a> : ''),
            sub: (c) => c.dataEmail && `données : ${c.dataEmail}`,
          },
          {
            header: 'Oublier',
            cell: (c) => (
              <PostButton
                action={`/dons/donateurs/${d.id}/contacts/${c.id}/oubli`}
                label="Effacer"
                icon="trash-2"
                look="quiet"
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

interface FirstContactProps {
  donor: DonorView;
  values: Record<string, string> | undefined;
  problems: FieldProblem[] | undefined;
}

export function FirstContact({ donor: d, values, problems }: FirstContactProps) {
  return (
    <MaySend to={`/dons/donateurs/${d.id}/coordonnees`}>
      <Card
        title={isPerson(d.kind) ? 'Comment le joindre' : 'Qui appeler d’abord'}
        actions={<a href={`/dons/donateurs/${d.id}/contacts/nouveau`}>Ajouter une personne</a>}
      >
        <ContactForm donor={d} values={values} problems={problems} />
        {d.contacts.length ? <ForgetContacts donor={d} /> : null}
      </Card>
    </MaySend>
  );
}

function ContactForm({ donor: d, values, problems }: FirstContactProps) {
  const contact = values ?? {
    contactName: d.contact?.name ?? '',
    job: d.contact?.job ?? '',
    phone: d.contact?.phone ?? '',
    email: d.contact?.email ?? '',
    address: d.contact?.address ?? '',
    siren: d.contact?.siren ?? '',
    dataEmail: d.contact?.dataEmail ?? '',
  };
  return (
    <Form
      action={`/dons/donateurs/${d.id}/coordonnees`}
      problems={problems}
      values={contact}
      does={{ label: 'Enregistrer ces coordonnées', icon: 'save', look: 'secondary' }}
    >
      <TextField name="contactName" label={isPerson(d.kind) ? 'Nom' : 'Personne à joindre'} />
      {isPerson(d.kind) ? (
        <TextField name="address" label="Adresse" maxlength={CONTACT_LENGTHS.address} />
      ) : (
        <TextField name="job" label="Sa fonction" width="medium" />
      )}
      {d.kind === 'sole_trader' ? <TextField name="siren" label="SIREN" width="short" inputmode="numeric" /> : null}
      <TextField name="phone" label="Téléphone" type="tel" width="medium" />
      <TextField name="email" label="Adresse mail" type="email" />
      {isPerson(d.kind) ? null : <DataContactField />}
    </Form>
  );
}

function ForgetContacts({ donor: d }: { donor: DonorView }) {
  return (
    <>
      <p class="hint">
        Gardées à part, pour votre organisation et la banque. Les appareils et leurs documents ne nomment personne : on
        peut les effacer sans rien perdre.
      </p>
      <EndingAct
        of={{ label: 'Effacer toutes les coordonnées', icon: 'trash-2', ends: 'for_good' }}
        action={`/dons/donateurs/${d.id}/oubli`}
        lines={['On ne pourra plus joindre ce donateur d’ici. Ses dons, ses appareils et ses documents restent.']}
      />
    </>
  );
}
