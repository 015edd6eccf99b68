import type { VNode } from 'preact';
import * as ui from './index.js';

const problems: ui.FieldProblem[] = [
  { field: 'serie', code: 'devices.serial_taken', message: 'Ce numéro de série est déjà celui de BN-7K3F-92Q.' },
  { field: 'usage', code: 'form.required', message: 'Choisissez un usage.' },
];

const rows = [
  {
    id: 1,
    structure: 'Tiers-lieu des Hautes-Rives',
    town: 'Nanterre · EPT Paris Ouest',
    need: 'Visio, démarches',
    code: 'BN-7K3F-92Q',
    why: 'Attend depuis 41 jours · caméra demandée · 8 Go suffisent',
    quota: '7 / 10',
  },
  {
    id: 2,
    structure: 'CCAS de Bagneux',
    town: 'Bagneux · EPT Vallée Sud',
    need: 'Scolarité',
    code: 'BN-4T9C-8MD',
    why: 'Priorité : rentrée en cours · même commune que le don',
    quota: '3 / 5',
  },
  {
    id: 3,
    structure: 'France Services Antony',
    town: 'Antony · EPT Vallée Sud',
    need: 'Recherche d’emploi',
    code: null,
    why: 'Manque : un portable avec batterie > 60 %',
    quota: '5 / 5',
  },
];

const columns: ui.Column<(typeof rows)[number]>[] = [
  { header: 'Structure', row: true, cell: (r) => <ui.Cell main={r.structure} sub={r.town} /> },
  { header: 'Besoin', cell: (r) => r.need },
  {
    header: 'Appareil proposé',
    cell: (r) =>
      r.code ? (
        <ui.Cell main={<ui.Code>{r.code}</ui.Code>} sub="Portable · grade B · 8 Go" />
      ) : (
        <ui.Badge tone="attention">aucun disponible</ui.Badge>
      ),
  },
  { header: 'Pourquoi', cell: (r) => r.why },
  { header: 'Quota', numeric: true, cell: (r) => r.quota },
];

const day = new Date('2026-11-25T09:00:00Z');

export const today = (): VNode => (
  <ui.TodayPage
    firstName="Leïla"
    date={day}
    counts={
      <>
        <ui.CountCard
          count={2}
          label="lots en retard"
          hint="le plus ancien : 9 jours"
          href="/lots?retard=oui"
          tone="alert"
        />
        <ui.CountCard
          count={12}
          label="demandes à valider"
          hint="3 expirent cette semaine"
          href="/demandes"
          tone="attention"
        />
        <ui.CountCard count={3} label="pannes sans suite" hint="dont 1 sous garantie" href="/pannes" />
        <ui.CountCard
          count={1241}
          label="appareils prêts"
          hint="828 portables · 413 fixes"
          href="/appareils?etat=pret"
        />
      </>
    }
  >
    <ui.Card
      title="Attributions proposées"
      actions={<ui.PostButton action="/attributions" label="Accepter les 6" look="primary" icon="check" />}
    >
      <ui.Table caption="Attributions proposées" columns={columns} rows={rows} rowKey={(r) => r.id} />
    </ui.Card>
  </ui.TodayPage>
);

export const list = (): VNode => (
  <ui.ListPage
    title="Demandes"
    lead="Ce que les structures attendent de la banque."
    action={
      <ui.LinkButton look="primary" icon="plus" href="/demandes/nouvelle">
        Nouvelle demande
      </ui.LinkButton>
    }
    filters={
      <>
        <ui.SelectField
          name="etat"
          label="État"
          value="a-valider"
          empty="Tous"
          options={[{ value: 'a-valider', label: 'À valider' }]}
        />
        <ui.TextField name="commune" label="Commune" />
      </>
    }
    clearHref="/demandes"
    nextHref="/demandes?apres=3"
    shown="3 demandes sur cette page"
    exports={<ui.DownloadLink state="ready" href="/demandes.csv" label="Exporter en CSV" about="12 lignes" />}
  >
    <ui.Table
      caption="Demandes"
      columns={columns}
      rows={rows}
      rowKey={(r) => r.id}
      select={{ name: 'choix', value: (r) => String(r.id), label: (r) => `Choisir ${r.structure}`, chosen: ['1'] }}
    />
  </ui.ListPage>
);

export const empty = (): VNode => (
  <ui.ListPage
    title="Dons"
    action={
      <ui.LinkButton look="primary" icon="plus" href="/dons/nouveau">
        Annoncer un don
      </ui.LinkButton>
    }
    empty={
      <ui.Empty icon="package-open" title="Aucun don pour le moment">
        Annoncez le premier don : le donateur, le lieu et à peu près combien d’appareils.
      </ui.Empty>
    }
  />
);

export const thing = (): VNode => (
  <ui.ThingPage
    title="BN-7K3F-92Q"
    heading={<ui.Code big>BN-7K3F-92Q</ui.Code>}
    trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Portable' }]}
    lead="Lenovo ThinkPad L480 · n° de série PF1ABCDE"
    state={
      <ui.Badge tone="info" icon="wrench">
        À l’atelier · test
      </ui.Badge>
    }
    next={
      <>
        <p>Remplir la fiche de test : 9 points.</p>
        <ui.Actions stack>
          <ui.LinkButton look="primary" icon="clipboard-check" href="/appareils/x/test">
            Tester
          </ui.LinkButton>
          <ui.LinkButton icon="tag" href="/appareils/x/etiquette">
            Imprimer l’étiquette
          </ui.LinkButton>
        </ui.Actions>
      </>
    }
    aside={
      <ui.Card title="Fiche">
        <ui.Facts
          facts={[
            ['Lieu', 'ESAT Les Ateliers'],
            [
              'Donateur',
              <>
                Ville de Suresnes{' '}
                <ui.Badge tone="attention" icon="ban">
                  revente interdite
                </ui.Badge>
              </>,
            ],
            ['Batterie', ui.formatPercent(0.78)],
            ['Système', 'à installer'],
          ]}
        />
        <ui.DownloadLink state="pending" label="Certificat d’effacement" />
      </ui.Card>
    }
  >
    <ui.Card title="Histoire">
      <ui.Timeline>
        <ui.TimelineItem
          icon="shield-check"
          title="Effacement prouvé"
          detail="2 supports sur 2"
          at="2026-11-24T14:12:00Z"
          meta={[
            'opérateur 0042',
            'nwipe 0.38',
            <a key="c" href="/documents/1">
              certificat
            </a>,
          ]}
        />
        <ui.TimelineItem
          icon="truck"
          title="Reçu à l’atelier"
          detail="lot L-2026-0118, 24 sur 25"
          at="2026-11-20T08:40:00Z"
          meta={['signé par les opérateurs 0042 et 0007']}
          tone="attention"
        />
        <ui.TimelineItem
          icon="cpu"
          title="Inventaire lu"
          detail="i5-8250U, 8 Go, SSD 256 Go + HDD 1 To"
          at="2026-11-18T10:03:00Z"
          meta={['agent GLPI']}
        />
        <ui.TimelineItem
          icon="package-open"
          title="Enregistré"
          detail="au point de collecte de Suresnes"
          at="2026-11-18T09:51:00Z"
          meta={['don D-2026-0042']}
        />
      </ui.Timeline>
    </ui.Card>
  </ui.ThingPage>
);

export const form = (): VNode => (
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

export const figures = (): VNode => (
  <ui.FiguresPage
    title="Chiffres"
    lead="De janvier à novembre 2026."
    action={
      <ui.LinkButton look="primary" icon="download" href="/chiffres.pdf">
        PDF à projeter
      </ui.LinkButton>
    }
    filters={
      <ui.SelectField
        name="maille"
        label="Par"
        required
        value="ept"
        options={[
          { value: 'ept', label: 'EPT' },
          { value: 'commune', label: 'Commune' },
        ]}
      />
    }
    counts={<ui.CountCard count={1240} label="appareils remis" hint="+ 12 % sur un an" href="/appareils?etat=remis" />}
  >
    <ui.BarChart
      title="Appareils remis par territoire"
      labelHeader="Territoire"
      valueHeader="Appareils"
      source="Source : la banque, 25 nov. 2026"
      bars={[
        { label: 'Paris Ouest La Défense', value: 512 },
        { label: 'Vallée Sud Grand Paris', value: 488 },
        { label: 'Boucle Nord de Seine', value: 240 },
        { label: 'Hors département', value: null, shown: 'moins de 5' },
      ]}
    />
  </ui.FiguresPage>
);

export const fault = (): VNode => (
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

export const collect = (): VNode => (
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
        { href: '#b', label: 'Taper le code', hint: '7 signes sous le carré noir', icon: 'keyboard' },
        { href: '#c', label: 'Pas d’étiquette', hint: 'on la collera plus tard', icon: 'tag' },
      ]}
    />
    <p class="meta">
      Précédent : <ui.Code>BN-4T9C-8MD</ui.Code>, portable HP. <a href="#meme">Le même encore</a>
    </p>
  </ui.QuestionPage>
);

export const sign = (): VNode => (
  <ui.QuestionPage question="Signer la remise" title="Signer la remise" backHref="/remises/1">
    <ui.Form action="/remises/1" multipart>
      <ui.SignaturePad name="signature" label="Votre signature" hint="Avec le doigt, dans le cadre." />
      <ui.Button wide icon="signature">
        J’ai reçu l’appareil
      </ui.Button>
    </ui.Form>
  </ui.QuestionPage>
);

export const bench = (): VNode => (
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

/** Every page kind with made-up content: for pictures and for axe, never routed. */
export const Gallery: Record<string, () => VNode> = {
  today,
  list,
  empty,
  thing,
  form,
  figures,
  fault,
  collect,
  sign,
  bench,
};
