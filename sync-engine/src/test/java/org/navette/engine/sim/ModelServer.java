// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import org.navette.engine.port.RemoteStore;

/** The simulation's server by itself, so that it can be held to what real ones do. */
public final class ModelServer {
    private final World world = new World(1, World.Weather.CALM, false);
    private final Device device;

    private ModelServer(Temper temper) {
        this.device = new Device("model", world, new SimServer(temper, world), TwoDevices.PLAIN);
    }

    public static ModelServer of(String temper) {
        return new ModelServer(Temper.valueOf(temper));
    }

    public RemoteStore remote() {
        return device.remote;
    }

    /** Lets some hundredths of a second go by. */
    public void pause() {
        world.pass(30);
    }
}
