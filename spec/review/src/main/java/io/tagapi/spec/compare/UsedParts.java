package io.tagapi.spec.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.tagapi.spec.document.Contract;
import io.tagapi.spec.document.Part;

/**
 * The parts of a contract that an operation or a webhook is made of, wherever they are
 * written.
 */
final class UsedParts {

	private final Set<Part> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<Part> open = new ArrayList<>();

	UsedParts(Contract contract) {
		contract.root().entries().forEach((key, part) -> {
			if (!key.equals("components")) {
				this.open.add(part);
			}
		});
		while (!this.open.isEmpty()) {
			visit(this.open.removeLast());
		}
	}

	private void visit(Part part) {
		if (!this.seen.add(part)) {
			return;
		}
		String reference = part.reference();
		// An example may have a $ref that is none.
		Part target = (reference != null) ? part.contract().findTarget(reference) : null;
		if (target != null) {
			this.open.add(target);
		}
		if (part.get("discriminator") != null && target == null) {
			this.open.addAll(Subtypes.of(List.of(part)).values());
		}
		part.entries().values().forEach(this::add);
		part.items().forEach(this::add);
	}

	/** Scalars are a part of nothing but of what is around them. */
	private void add(Part part) {
		if (part.isMap() || part.isList()) {
			this.open.add(part);
		}
	}

	Set<Part> all() {
		return this.seen;
	}

}
