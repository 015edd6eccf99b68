export function verified(secret: string, body: string, headers: Readonly<Record<string, string>>): unknown;
