import type { Member } from './members.ts';

/** A guild as GUILD_CREATE tells of it, empty but complete. */
export function wireGuild(id: string): object {
  return {
    id,
    name: `guild ${id}`,
    owner_id: '80351110224678912',
    roles: [],
    emojis: [],
    stickers: [],
    features: [],
    channels: [],
    threads: [],
    members: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: 'en-US',
    member_count: 3,
    large: false,
    unavailable: false,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    nsfw_level: 0,
    system_channel_flags: 0,
    joined_at: '2026-01-01T00:00:00.000000+00:00',
  };
}

/** A member as the REST API writes it (resources/guild, Guild Member Structure). */
export function wireMember(userId: string, { roles, pending, silentUntil, flags }: Member): object {
  return {
    user: {
      id: userId,
      username: `user${userId.slice(-3)}`,
      discriminator: '0',
      avatar: null,
      global_name: null,
    },
    nick: null,
    avatar: null,
    banner: null,
    roles: roles ?? [],
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    communication_disabled_until: silentUntil ?? null,
    pending: pending ?? false,
    deaf: false,
    mute: false,
    flags: flags ?? 0,
  };
}
