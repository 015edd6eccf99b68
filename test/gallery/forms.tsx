import type { VNode } from 'preact';
import * as ui from '../../libs/platform/ui/index.js';

const problems: ui.FieldProblem[] = [
  { field: 'serie', code: 'devices.serial_taken', message: 'Ce numéro de série est déjà celui de BN-7K3F-92Q.' },
  { field: 'usage', code: 'form.required', message: 'Choisissez un usage.' },
];

const form = (): VNode => (
  <ui.FormPage
    title="Enregistrer un appareil"
    lead="Trois questions, puis l’étiquette."
    trail={[{ label: 'Dons', href: '/dons' }, { label: 'Enregistrer un appareil' }]}
  >
    <ui.Steps labels={['Appareil', 'État', 'Étiquette']} current={1} />
    <ui.Form action="/appareils" problems={problems} multipart>
      <ui.ScanField
        name="serie"
        label="Numéro de série"
        hint="Sous l’appareil, après S/N."
        required
        value="PF1ABCDE"
        problems={problems}
        autofocus={false}
      />
      <ui.ChoiceField
        name="usage"
        label="Usage"
        required
        problems={problems}
        options={[
          { value: 'visio', label: 'Visio', hint: 'une caméra qui marche', icon: 'webcam' },
          { value: 'bureau', label: 'Bureautique', icon: 'file-text' },
        ]}
      />
      <ui.Asking then={<ui.TextField name="jour" label="Jour prévu" type="date" />}>
        <ui.SelectField name="arrive" label="Déjà là ?" options={[{ value: 'non', label: 'Non', asks: true }]} />
      </ui.Asking>
      <ui.ChoiceField
        name="grade"
        label="Grade"
        layout="inline"
        required
        value="B"
        options={['A', 'B', 'C', 'D'].map((value) => ({ value, label: value }))}
      />
      <ui.Fieldset legend="Mesures" columns>
        <ui.TextField name="ram" label="Mémoire" type="number" unit="Go" required value="8" />
        <ui.SelectField name="os" label="Système" empty="À installer" options={[{ value: 'linux', label: 'Linux' }]} />
      </ui.Fieldset>
      <ui.TextField name="achat" label="Date d’achat" type="date" width="medium" />
      <ui.TextArea name="note" label="Remarque" hint="Jamais un nom ni un numéro de téléphone." />
      <ui.FileField name="photo" label="Photo" accept="image/*" capture />
      <ui.CheckField name="complet" label="L’appareil a son chargeur" checked />
      <ui.Actions>
        <ui.Button icon="check">Enregistrer</ui.Button>
        <ui.LinkButton look="quiet" href="/dons">
          Annuler
        </ui.LinkButton>
      </ui.Actions>
    </ui.Form>
  </ui.FormPage>
);

const fault = (): VNode => (
  <ui.QuestionPage
    question="Un problème avec cet ordinateur ?"
    lead="Touchez ce qui ne va pas."
    promise="Nous ne demandons pas votre nom."
  >
    <ui.Form action="/e/bn">
      <ui.ChoiceField
        name="panne"
        label="Ce qui ne va pas"
        hideLabel
        layout="tiles"
        required
        value="demarrage"
        options={[
          { value: 'demarrage', label: 'Ne s’allume plus', icon: 'power-off' },
          { value: 'ecran', label: 'Écran', icon: 'monitor-x' },
          { value: 'internet', label: 'Internet', icon: 'wifi-off' },
          { value: 'autre', label: 'Autre chose', icon: 'circle-question-mark' },
        ]}
      />
      <ui.TextArea
        name="phrase"
        label="Une phrase, si vous voulez"
        required
        rows={2}
        placeholder="Exemple : il s’éteint tout seul"
      />
      <ui.Button wide iconAfter="arrow-right">
        Envoyer
      </ui.Button>
    </ui.Form>
  </ui.QuestionPage>
);

const collect = (): VNode => (
  <ui.QuestionPage
    question="Quel est le code de l’étiquette ?"
    bar="Don de Suresnes"
    barIcon="package-open"
    barHref="/dons/1"
    progress="7 / 25"
  >
    <ui.Notice tone="attention" icon="wifi-off" title="Pas de réseau.">
      3 appareils gardés sur ce téléphone, envoyés au retour du réseau.
    </ui.Notice>
    <ui.Tiles
      tiles={[
        { href: '#a', label: 'Scanner', hint: 'avec l’appareil photo', icon: 'scan-line' },
        { href: '#b', label: 'Taper le code', hint: '7 caractères sous le carré noir', icon: 'keyboard' },
        { href: '#c', label: 'Pas d’étiquette', hint: 'on la collera plus tard', icon: 'tag' },
      ]}
    />
    <p class="meta">
      Précédent : <ui.Code>BN-4T9C-8MD</ui.Code>, portable HP. <a href="#meme">Le même encore</a>
    </p>
  </ui.QuestionPage>
);

const sign = (): VNode => (
  <ui.QuestionPage question="Signer la remise" title="Signer la remise" backHref="/remises/1">
    <ui.Form action="/remises/1" multipart>
      <ui.SignaturePad name="signature" label="Votre signature" hint="Avec le doigt, dans le cadre." />
      <ui.Button wide icon="signature">
        J’ai reçu l’appareil
      </ui.Button>
    </ui.Form>
  </ui.QuestionPage>
);

const bench = (): VNode => (
  <ui.BenchStep
    title="Effacer les 2 disques"
    icon="hard-drive"
    text="L’effacement continue seul. Vous pouvez prendre un autre appareil."
    code="BN-7K3F-92Q"
    done={2}
    total={5}
    helpHref="/atelier/aide"
    back={
      <ui.LinkButton icon="undo-2" href="/atelier">
        Retour
      </ui.LinkButton>
    }
    next={
      <ui.LinkButton look="primary" icon="scan-line" href="/atelier/scan">
        Appareil suivant
      </ui.LinkButton>
    }
  >
    <ui.BenchItem badge={<ui.Badge tone="ok">effacé</ui.Badge>} main="SSD 256 Go" sub={<ui.Code>S3YKNX0M</ui.Code>} />
    <ui.BenchItem
      active
      badge={
        <ui.Badge tone="attention" icon="loader">
          en cours
        </ui.Badge>
      }
      main="Disque 1 To"
      sub={<ui.Code>WD-WCC6Y</ui.Code>}
      figure={ui.formatPercent(0.62)}
    />
  </ui.BenchStep>
);

const ticket = (): VNode => (
  <ui.QuestionPage
    question="C’est noté"
    lead="Gardez ce numéro : au téléphone ou au guichet, il suffit."
    promise="Ce numéro ne dit rien de vous."
  >
    <ui.TicketNumber label="Votre numéro" number="74-318" />
    <ui.Steps labels={['Reçu', 'Lu par la banque', 'Réponse']} current={1} />
    <ui.LinkButton wide icon="phone" href="tel:0100000000">
      Appeler la banque
    </ui.LinkButton>
  </ui.QuestionPage>
);

export const formPages = { form, fault, collect, sign, bench, ticket };
