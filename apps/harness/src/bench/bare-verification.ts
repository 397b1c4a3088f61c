import { hash, verify } from '@node-rs/argon2';

/** The parameters that identity hashes with unless told otherwise; algorithm 2 is argon2id. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PASSWORD = 'Sonnig-1234567890!';
const TIMES = 60;

/** A process of its own that prints the CPU µs of one verification, over all its threads. */
const stored = await hash(PASSWORD, ARGON2);
await verify(stored, PASSWORD);
const before = process.cpuUsage();
for (let n = 0; n < TIMES; n++) await verify(stored, PASSWORD);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / TIMES));
