import type { VNode } from 'preact';
import * as ui from '../../libs/platform/ui/index.js';

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
        <ui.Cell main={<ui.Code>{r.code}</ui.Code>} sub="Portable · classé B · 8 Go" />
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
        <ui.CountCard count={3} label="pannes à prendre en charge" hint="dont 1 sous garantie" href="/pannes" />
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
    aside={<Details />}
  >
    <History />
  </ui.ThingPage>
);

const Details = () => (
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
    <ui.DownloadLink state="pending" label="Certificat sur les données" />
  </ui.Card>
);

const History = () => (
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
);
