import { galleryView } from '../../../../test/gallery/view.js';
import {
  Button,
  CheckField,
  ChoiceField,
  FieldsOf,
  Form,
  renderPage,
  SelectField,
  TextArea,
  TextField,
} from '../index.js';
import { nthKey } from './form.js';

const page = (node: Parameters<typeof renderPage>[1]): string =>
  renderPage({ ...galleryView, nav: [] }, node).toString();
const problems = [
  { field: 'serie', code: 'devices.serial_taken', message: 'Ce numéro est déjà pris.' },
  { field: 'usage', code: 'request.isIn', message: 'Choisissez un usage.' },
];

describe('a form', () => {
  it('carries the active organisation and an idempotency key', () => {
    const html = page(<Form action="/dons">x</Form>);
    expect(html).toContain(`name="_org" value="${galleryView.organisationId}"`);
    expect(html).toContain(`name="_key" value="${galleryView.formKey}"`);
  });

  it('gives each form of a page another key, each of them a uuid', () => {
    const html = page(
      <>
        <Form action="/a">x</Form>
        <Form action="/a">y</Form>
      </>,
    );
    const keys = [...html.matchAll(/name="_key" value="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(Array.from({ length: 40 }, (_, n) => nthKey(galleryView.formKey, n))).size).toBe(40);
  });

  it('tells each field inside what is wrong with it and what was typed, but no password', () => {
    const html = page(
      <Form action="/a" problems={problems} values={{ serie: 'PF-1', usage: 'mail', secret: 'geheim' }}>
        <TextField name="serie" label="Série" />
        <ChoiceField name="usage" label="Usage" options={[{ value: 'mail', label: 'Adresse mail' }]} />
        <TextField name="secret" type="password" label="Mot de passe" />
        <TextField name="own" label="À soi" value="dit" />
      </Form>,
    );
    expect(html).toContain('id="f-serie-erreur"');
    expect(html).toContain('id="f-usage-erreur"');
    expect(html).toMatch(/value="PF-1"/);
    expect(html).toMatch(/value="mail"[^>]*checked/);
    expect(html).toMatch(/value="dit"/);
    expect(html).not.toContain('geheim');
  });

  it('sends files only when told to', () => {
    expect(page(<Form action="/a">x</Form>)).not.toContain('multipart');
    expect(
      page(
        <Form action="/a" multipart>
          x
        </Form>,
      ),
    ).toContain('enctype="multipart/form-data"');
  });

  it('links every problem of the summary to a field that is there', () => {
    const html = page(
      <Form action="/a" problems={problems}>
        <TextField name="serie" label="Série" problems={problems} />
        <ChoiceField name="usage" label="Usage" problems={problems} options={[{ value: 'a', label: 'A' }]} />
      </Form>,
    );
    expect(html).toContain('role="alert"');
    const targets = [...html.matchAll(/href="#(f-[^"]+)"/g)].map((match) => match[1]);
    expect(targets).toEqual(['f-serie', 'f-usage']);
    for (const id of targets) expect(html).toContain(`id="${id}"`);
  });

  it('says a problem that belongs to no field without a link', () => {
    const html = page(
      <Form action="/a" problems={[{ field: '', code: 'x.y', message: 'Trop tard.' }]}>
        <Button>Envoyer</Button>
      </Form>,
    );
    expect(html).toContain('<li>Trop tard.</li>');
  });
});

describe('a field', () => {
  it('ties its hint and its message to the input', () => {
    const html = page(<TextField name="serie" label="Série" hint="Sous l’appareil" problems={problems} />);
    expect(html).toContain('aria-describedby="f-serie-aide f-serie-erreur"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('id="f-serie-erreur"');
    expect(html).toContain('<label for="f-serie">');
  });

  it('says nothing about a problem of another field', () => {
    const html = page(<TextField name="autre" label="Autre" problems={problems} />);
    expect(html).not.toContain('aria-invalid');
    expect(html).not.toContain('déjà pris');
  });

  it('says when an answer is optional', () => {
    expect(page(<TextArea name="a" label="Note" />)).toContain('(facultatif)');
    expect(page(<TextArea name="a" label="Note" required />)).not.toContain('(facultatif)');
  });

  it('shows what was typed, escaped', () => {
    const typed = '"><script>alert(1)</script>';
    const html = page(
      <>
        <TextField name="a" label="A" value={typed} />
        <TextArea name="b" label="B" value={typed} />
      </>,
    );
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>');
  });

  it('keeps what was typed exactly, spaces too', () => {
    expect(page(<TextArea name="b" label="B" value="Pourquoi ?" />)).toContain('>Pourquoi ?</textarea>');
  });

  it('shows what was chosen', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    expect(page(<SelectField name="s" label="S" value="b" options={options} />)).toContain(
      '<option value="b" selected>',
    );
    expect(page(<ChoiceField name="c" label="C" value="b" options={options} />)).toMatch(/value="b" checked/);
    expect(page(<CheckField name="k" label="K" checked />)).toMatch(/value="oui" checked/);
  });

  it('offers of a declared field’s answers those that a page names, in its order', () => {
    class Form {
      static readonly fields = {
        s: {
          as: SelectField as never,
          props: { label: 'S', options: ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() })) },
        },
      };
      s: string;
    }
    const offered = (among?: string[]) =>
      [...page(<FieldsOf form={Form} but={{ s: { among } }} />).matchAll(/<option[^>]*>(.)</g)].map(([, word]) => word);
    expect(offered(['c', 'a'])).toEqual(['C', 'A']);
    expect(offered()).toEqual(['A', 'B', 'C']);
  });
});
