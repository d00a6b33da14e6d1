// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.UnreceivedFiles;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.propagate.Propagator;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.reconcile.Reconciler;
import org.navette.engine.recovery.CrashRecovery;
import org.navette.engine.recovery.Leftovers;
import org.navette.engine.transfer.Outcome;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * One two-way pass: look at both sides, reconcile, carry out, and look again at what that leaves open, until nothing is
 * left. Each round plans anew from what is really there; nothing is remembered between rounds but the journal.
 */
public final class SyncPass {
    /** Rounds after which whatever still moves is left to the next pass. */
    private static final int MOST_ROUNDS = 12;

    private final Ports given;
    private final OpenEntries openEntries = new OpenEntries(this::note);
    private final Set<RelativePath> held = new HashSet<>();
    private final UnreceivedFiles unreceived = new UnreceivedFiles();
    private final Set<RelativePath> broughtBack = new HashSet<>();
    private final Set<RelativePath> deferred = new HashSet<>();
    private Optional<Set<RelativePath>> answered = Optional.empty();
    private Doubt doubt = Doubt.NONE;
    private long recent;
    private Ports ports;
    private FolderIgnoreRules rules = new FolderIgnoreRules(IgnoreRules.JUNK_ONLY, Optional.empty(), Optional.empty());
    private boolean tookIgnoreFile;
    private final PassOptions options;
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    public SyncPass(Ports ports, PassOptions options) {
        this.given = ports;
        this.ports = ports;
        this.options = options;
    }

    /** @throws InterruptedException if this thread was interrupted; both sides are sound, and the next pass goes on */
    public PassResult run() throws InterruptedException {
        try {
            return rounds();
        } catch (StoreException e) {
            return result(Optional.of(e.failure()), Optional.empty());
        }
    }

    private PassResult rounds() throws StoreException, InterruptedException {
        readRules();
        Generations generations = new Generations(ports.local(), ports.journal(), ports.names());
        if (generations.isRestored()) {
            compareAnew(generations);
        }
        if (!options.dryRun()) {
            new Propagator(ports).endEarlier(new ServerProfiles(ports).known());
        }
        answered = answered();
        Scope scope = options.scope();
        DeletionRecheck recheck = new DeletionRecheck(ports.local(), ports.journal(), ports.pause());
        for (int round = 1; ; round++) {
            boolean whole = round == 1 && options.isWhole();
            ports.listener().on(new SyncEvent.Looking());
            ServerProfile known = new ServerProfiles(ports).known();
            RemoteListings listings =
                    RemoteListings.of(ports.remote(), ports.journal(), ports.ignored(), known, whole, options.dryRun());
            TreeWalk walk = new TreeWalk(ports, listings.lister(), scope, known, options.direction());
            Observation observation = walk.run();
            if (observation.halted().isPresent()) {
                return result(observation.halted(), Optional.empty());
            }
            ports.local().requireRoot();
            if (!options.dryRun()) {
                walk.save();
            }
            observation.problems().forEach(this::note);
            if (takeIgnoreFile(observation, generations)) {
                // By the rules of the server's file what there is to do may be something else.
                round--;
                continue;
            }
            listings.note(observation);
            Plan plan = plan(observation, scope);
            if (options.dryRun()) {
                return result(Optional.empty(), Optional.of(plan));
            }
            ServerProfile profile = needsProfile(plan) ? new ServerProfiles(ports).findOut() : known;
            if (!profile.names().equals(known.names())) {
                // Which names are one to this server was not known when this was planned.
                round--;
                continue;
            }
            if (!plan.actions().isEmpty()) {
                generations.begin();
            }
            noteDeletions(plan, whole);
            broughtBack.addAll(new Leftovers(ports).clear(observation.leftovers(), options.direction()));
            Propagator propagator = new Propagator(ports);
            if (whole) {
                propagator.dropStaleUploads(plan, known);
            }
            recheck.seen(observation.nodes());
            int found = recheck.found();
            Outcome outcome = propagator.carryOut(plan, profile, unreceived, recheck.before(plan));
            Set<RelativePath> open = new HashSet<>(observation.again());
            open.addAll(openEntries.after(plan, outcome));
            open.addAll(broughtBack);
            broughtBack.clear();
            boolean deletingGoesOn = recheck.found() > found;
            if (outcome.halted().isPresent() || open.isEmpty() || round == MOST_ROUNDS) {
                generations.end();
            }
            if (outcome.halted().isPresent() || open.isEmpty()) {
                return result(outcome.halted(), Optional.empty());
            }
            if (round == MOST_ROUNDS) {
                open.forEach(path -> note(new Problem(path.value(), new Failure.ChangedMeanwhile())));
                return result(Optional.empty(), Optional.empty());
            }
            scope = deletingGoesOn ? options.scope().and(open) : new Scope(open);
        }
    }

    /** A dry run forgets nothing for good: what is not committed is gone with it. */
    private void compareAnew(Generations generations) throws StoreException {
        ports.listener().on(new SyncEvent.ComparedAnew());
        ports.journal().clear();
        new Propagator(ports).forgetEarlier();
        if (!options.dryRun()) {
            generations.begin();
        }
    }

    private void readRules() throws StoreException {
        rules = FolderIgnoreRules.read(given.local(), given.journal(), given.ignored());
        ports = given.leavingOut(rules.rules());
        problems.remove(IgnoreRules.FILE.value());
        rules.trouble().ifPresent(trouble -> note(new Problem(IgnoreRules.FILE.value(), trouble)));
        if (!options.dryRun()) {
            rules.remember(given.journal());
        }
    }

    /**
     * Receives the ignore file, if the server has a newer one, before anything is done by the rules of the one here.
     *
     * @return whether the rules are others now, so that everything has to be looked at by them
     */
    private boolean takeIgnoreFile(Observation observation, Generations generations)
            throws StoreException, InterruptedException {
        List<Node> file = observation.nodes().stream()
                .filter(node -> node.path().equals(IgnoreRules.FILE))
                .toList();
        if (tookIgnoreFile || options.dryRun() || file.isEmpty()) {
            return false;
        }
        tookIgnoreFile = true;
        List<Node> nodes = options.direction().seen(recognised(file, new Scope(Set.of(IgnoreRules.FILE))));
        DeletionGuard none = new DeletionGuard(Long.MAX_VALUE, DeletionGuard.Answer.NONE);
        Plan plan = options.direction().carriedOut(Reconciler.reconcile(nodes, none, openEntries.unmovable()));
        List<Action> actions = plan.actions().stream()
                .filter(action -> action instanceof Action.Download || action instanceof Action.KeepBoth)
                .toList();
        if (actions.isEmpty()) {
            return false;
        }
        Plan now = postponed(new Plan(actions, List.of(), Doubt.NONE, 0, false));
        generations.begin();
        Outcome outcome =
                new Propagator(ports).carryOut(now, new ServerProfiles(ports).findOut(), unreceived, () -> false);
        boolean came = !now.actions().isEmpty()
                && outcome.halted().isEmpty()
                && outcome.problems().isEmpty();
        if (came) {
            readRules();
        } else {
            rules = rules.notReceived();
            rules.trouble().ifPresent(trouble -> note(new Problem(IgnoreRules.FILE.value(), trouble)));
        }
        return true;
    }

    private List<Node> recognised(List<Node> nodes, Scope scope) throws StoreException {
        return CrashRecovery.recognise(nodes, scope::covers, ports.journal(), ports.local());
    }

    private Plan plan(Observation observation, Scope scope) throws StoreException, InterruptedException {
        List<Node> seen = options.dryRun() ? observation.nodes() : recognised(observation.nodes(), scope);
        List<Node> nodes = options.direction().seen(seen);
        observation.unnamed().forEach(unreceived::addUnnamed);
        nodes.stream()
                .filter(SyncPass::hasNewsThere)
                .forEach(node ->
                        unreceived.add(node.path(), node.remote().state().orElseThrow()));
        DeletionGuard guard = new DeletionGuard(
                ports.journal().files(),
                history().recent(nodes, !options.dryRun()),
                ports.journal().deletions().held(),
                options.answer(),
                answered);
        Plan plan = deferred(postponed(options.direction()
                .carriedOut(Reconciler.reconcile(
                                new MoveCandidates(ports.local(), ports.workers()).read(nodes),
                                guard,
                                openEntries.unmovable())
                        .with(chores(observation)))));
        KeptFolders.of(observation.keeping(), nodes, plan).forEach(this::note);
        ports.listener().on(planned(plan));
        if (!plan.held().isEmpty() && held.addAll(plan.held())) {
            doubt = plan.doubt();
            recent = plan.recent();
            ports.listener().on(new SyncEvent.Held(plan.held(), ports.journal().size(), doubt, recent));
        }
        return plan;
    }

    private static boolean hasNewsThere(Node node) {
        return switch (node.remoteChange()) {
            case NEW, CHANGED, RETYPED -> true;
            case SAME, DOUBTED, GONE, NONE, UNKNOWN -> false;
        };
    }

    /** Before anything is looked at: what is found to be gone now was shown to nobody. */
    private Optional<Set<RelativePath>> answered() throws StoreException {
        return switch (options.about()) {
            case AnswerScope.All all -> Optional.empty();
            case AnswerScope.These(Set<RelativePath> paths) -> Optional.of(paths);
            case AnswerScope.LastHeld last ->
                Optional.of(ports.journal().deletions().held());
        };
    }

    private DeletionHistory history() {
        return new DeletionHistory(ports.journal(), ports.clock());
    }

    /** What went before anybody was asked, and is not meant either. */
    private void bringBack() throws StoreException {
        DeletionUndo back = new DeletionUndo(ports.local(), ports.journal());
        for (DeletionLog.Deleted gone : history().gone()) {
            try {
                if (back.restore(gone)) {
                    broughtBack.add(gone.path());
                } else {
                    note(new Problem(gone.path().value(), new Failure.NoCopyLeft()));
                }
            } catch (StoreException e) {
                if (e.failure().isWhole()) {
                    throw e;
                }
                note(new Problem(gone.path().value(), e.failure()));
            }
        }
    }

    /** Before it is carried out: what it deletes counts from now on, and what it holds stays held until somebody answers. */
    private void noteDeletions(Plan plan, boolean whole) throws StoreException {
        DeletionLog log = ports.journal().deletions();
        Set<RelativePath> before = log.held();
        Set<RelativePath> asked = new HashSet<>(plan.held());
        boolean undecided =
                !whole || options.deferring() || plan.actions().stream().anyMatch(Action.Hold.class::isInstance);
        if (undecided && !plan.answered()) {
            asked.addAll(before);
        }
        if (!asked.equals(before)) {
            log.hold(asked);
            ports.journal().commit();
        }
        if (plan.answered()) {
            if (options.answer() == DeletionGuard.Answer.BRING_BACK) {
                bringBack();
            }
            history().forget();
            ports.journal().commit();
        } else {
            history().note(plan);
        }
    }

    /** An upload-only pair renames nothing here. */
    private List<Action> chores(Observation observation) {
        return observation.chores().stream()
                .filter(chore -> options.direction() != Direction.UPLOAD || !(chore instanceof Action.Respell))
                .toList();
    }

    /** Without deletions, while something is being deleted here: neither are they asked about before all of them are known. */
    private Plan deferred(Plan plan) {
        if (!options.deferring() || options.dryRun()) {
            return plan;
        }
        deferred.addAll(plan.held());
        plan.actions().stream().filter(Action::isDeletion).map(Action::path).forEach(deferred::add);
        return plan.withoutDeletions();
    }

    /** Without the transfers that wait: refused a moment ago, or too large for the line as it is. */
    private Plan postponed(Plan plan) {
        List<Action> now = new ArrayList<>();
        for (Action action : plan.actions()) {
            Optional<Failure> waits = options.postponed(action);
            if (waits.isPresent()) {
                note(new Problem(action.path().value(), waits.get()));
            } else if (rules.isCertain() || !isNewHere(action)) {
                now.add(action);
            }
        }
        return plan.withActions(now);
    }

    /** What may be something that the ignore file leaves out. */
    private static boolean isNewHere(Action action) {
        return switch (action) {
            case Action.Upload(Node node) -> node.synced().isEmpty();
            case Action.MakeCollection(Node node) -> node.synced().isEmpty();
            default -> false;
        };
    }

    /** The server is only probed once contents are to be moved, or something is to be written there. */
    private static boolean needsProfile(Plan plan) {
        return plan.actions().stream().anyMatch(action -> switch (action) {
            case Action.Upload u -> true;
            case Action.Download d -> true;
            case Action.KeepBoth k -> true;
            case Action.MakeCollection m -> true;
            case Action.MoveRemote m -> true;
            case Action.DeleteRemote d -> true;
            case Action.RespellRemote r -> true;
            default -> false;
        });
    }

    private static SyncEvent planned(Plan plan) {
        long files = plan.actions().stream().filter(Action::isTransfer).count();
        long bytes = plan.actions().stream().mapToLong(Action::bytes).sum();
        return new SyncEvent.Planned(plan.actions().size(), (int) files, bytes);
    }

    private void note(Problem problem) {
        boolean toldOfRules =
                problem.where().equals(IgnoreRules.FILE.value()) && problem.failure() instanceof Failure.NotAFile;
        if (!toldOfRules) {
            problems.put(problem.where(), problem);
        }
    }

    private PassResult result(Optional<Failure> halted, Optional<Plan> planned) {
        return new PassResult(
                List.copyOf(problems.values()),
                held.stream().sorted().toList(),
                deferred,
                doubt,
                recent,
                halted,
                planned);
    }
}
