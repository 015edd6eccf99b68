import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/* The bank's tables as somebody writes them who begins with TypeORM: classes, with their relations. */

@Entity({ schema: 'people', name: 'organisation' })
export class BenchOrganisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: string;
  @Column('text') name: string;
  @Column('boolean') active: boolean;
}

@Entity({ schema: 'people', name: 'app_user' })
export class BenchUser {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('boolean') active: boolean;
}

@Entity({ schema: 'people', name: 'membership' })
export class BenchMembership {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(() => BenchUser) @JoinColumn({ name: 'user_id' }) user: BenchUser;
  @ManyToOne(() => BenchOrganisation) @JoinColumn({ name: 'organisation_id' }) organisation: BenchOrganisation;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Column('text', { array: true }) roles: string[];
  @Column('boolean') active: boolean;
}

@Entity({ schema: 'people', name: 'machine_credential' })
export class BenchToken {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @ManyToOne(() => BenchMembership) @JoinColumn({ name: 'membership_id' }) membership: BenchMembership;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}

@Entity({ schema: 'people', name: 'place' })
export class BenchPlace {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('boolean') active: boolean;
  @ManyToOne(() => BenchOrganisation) @JoinColumn({ name: 'organisation_id' }) organisation: BenchOrganisation;
}

@Entity({ schema: 'devices', name: 'device' })
export class BenchDevice {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') category: string;
  @Column('text') make: string;
  @Column('text') model: string;
  @Column('text', { nullable: true }) serial: string | null;
  @Column('text') condition: string;
  @Column('integer', { name: 'memory_mb', nullable: true }) memoryMb: number | null;
  @Column('text', { nullable: true }) processor: string | null;
  @Column('text', { nullable: true }) grade: string | null;
  @Column('text') state: string;
  @ManyToOne(() => BenchPlace, { nullable: true }) @JoinColumn({ name: 'place_id' }) place: BenchPlace | null;
  @ManyToOne(() => BenchOrganisation, { nullable: true })
  @JoinColumn({ name: 'holder_org_id' })
  holder: BenchOrganisation | null;
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
  @OneToMany(
    () => BenchAlias,
    (alias) => alias.device,
  )
  aliases: BenchAlias[];
  @OneToMany(
    () => BenchMedium,
    (medium) => medium.device,
  )
  media: BenchMedium[];
}

@Entity({ schema: 'devices', name: 'alias' })
export class BenchAlias {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(
    () => BenchDevice,
    (device) => device.aliases,
  )
  @JoinColumn({ name: 'device_id' })
  device: BenchDevice;
  @Column('text') issuer: string;
  @Column('text') number: string;
}

@Entity({ schema: 'devices', name: 'medium' })
export class BenchMedium {
  @PrimaryColumn('uuid') id: string;
  @ManyToOne(
    () => BenchDevice,
    (device) => device.media,
  )
  @JoinColumn({ name: 'device_id' })
  device: BenchDevice;
  @Column('text') kind: string;
  @Column('text', { nullable: true }) serial: string | null;
  @Column('text') model: string;
  @Column('bigint', { name: 'size_bytes', nullable: true }) sizeBytes: string | null;
}

@Entity({ schema: 'devices', name: 'device_event' })
export class BenchEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'device_id' }) deviceId: string;
  @Column('text') verb: string;
  @Column('text', { name: 'from_state' }) fromState: string;
  @Column('text', { name: 'to_state' }) toState: string;
  @Column('text', { name: 'location_from', nullable: true }) locationFrom: string | null;
  @Column('text', { name: 'location_to', nullable: true }) locationTo: string | null;
  @Column('text', { name: 'holder_from', nullable: true }) holderFrom: string | null;
  @Column('text', { name: 'holder_to', nullable: true }) holderTo: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @ManyToOne(() => BenchMembership, { nullable: true })
  @JoinColumn({ name: 'membership_id' })
  membership: BenchMembership;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @ManyToOne(() => BenchOrganisation, { nullable: true })
  @JoinColumn({ name: 'organisation_id' })
  organisation: BenchOrganisation;
  @Column('text') channel: string;
  @Column('text', { nullable: true }) reason: string | null;
}
