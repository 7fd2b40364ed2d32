import { kindModel, type OptionsOf } from './kind-model.ts';

/** An interface that is always there and leads nowhere: `ip link add dummy0 type dummy`. */
export const dummy = kindModel('dummy', {});

/** Takes packets of other interfaces, to shape what comes in: `ip link add ifb0 type ifb`. */
export const ifb = kindModel('ifb', {});

/** Shows the netlink messages of its namespace to sniffers: `ip link add nlmon0 type nlmon`. */
export const nlmon = kindModel('nlmon', {});

/** Several links as one, run by a program: `ip link add team0 type team`. */
export const team = kindModel('team', {});

/** A virtual CAN bus: `ip link add vcan0 type vcan`. */
export const vcan = kindModel('vcan', {});

/** A WireGuard tunnel, whose keys and peers are set by other means (wg(8)): `ip link add wg0 type wireguard`. */
export const wireguard = kindModel('wireguard', {});

/** A kind without options of its own. */
export interface NoOptions extends OptionsOf<typeof dummy> {}
