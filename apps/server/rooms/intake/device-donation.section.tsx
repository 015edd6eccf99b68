import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DonationQueries, INTAKE_ROLES } from '#intake';
import { hasRole, NotFound } from '#kernel';
import { Card, Facts, formatDate, LinkButton } from '../../ui/index.js';
import { DeviceSections } from '../devices/device-sections.js';

/** On a device's page, for those who work at intake: the donation it came with, and its label again. */
@Injectable()
export class DeviceDonationSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly donations: DonationQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(40, async (ctx, device) => {
      if (!hasRole(ctx.actor, ...INTAKE_ROLES)) return null;
      const donation = device.donationId
        ? await this.donations.byId(ctx.actor, device.donationId).catch(unlessHidden)
        : null;
      return (
        <Card title="Don et étiquette">
          {donation ? (
            <Facts
              facts={[
                ['Don', <a href={`/dons/${donation.id}`}>{donation.number}</a>],
                ['De', donation.donorName],
                ['Reçu le', formatDate(donation.receivedAt ?? donation.createdAt, ctx.bank.timeZone)],
              ]}
            />
          ) : null}
          <LinkButton href={`/dons/etiquettes/impression?appareils=${device.id}`} icon="tag">
            Imprimer l’étiquette
          </LinkButton>
        </Card>
      );
    });
  }
}

/** Another collection point's donation is simply not shown. */
function unlessHidden(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
