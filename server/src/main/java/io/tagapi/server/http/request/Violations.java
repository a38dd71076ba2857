package io.tagapi.server.http.request;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tagapi.server.http.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Everything that is wrong with a request. To add a violation costs the same however many
 * there are, and few of them are held: the first ones are named, the others counted.
 */
final class Violations {

	/**
	 * The most problems that are named, elements of one list with one problem being one.
	 */
	static final int NAMED_PROBLEMS = 50;

	/** The most elements of one list that are named for one problem. */
	static final int NAMED_ELEMENTS = 5;

	/** The most properties that are kept; the elements of a list count as one. */
	static final int MAX_FIELDS = 1_000;

	private final Map<Problem, Elements> problems = new LinkedHashMap<>();

	private final Set<Field> fields = new HashSet<>();

	private final Map<Field, BitSet> elements = new HashMap<>();

	private int unnamed;

	private boolean missing;

	/**
	 * Adds a violation, unless the value, or the list that it is in, has one already.
	 * @param violation the violation
	 */
	void addFirst(Violation violation) {
		if (!covers(violation)) {
			add(violation);
		}
	}

	/**
	 * Adds a violation, also where the value has another one.
	 * @param violation the violation
	 */
	void add(Violation violation) {
		this.missing |= violation.missing();
		Field field = Field.of(violation);
		if (violation.index() == null) {
			if (!areTooMany()) {
				this.fields.add(field);
			}
		}
		else {
			this.elements.computeIfAbsent(field, (added) -> new BitSet()).set(violation.index());
		}
		Problem problem = new Problem(violation.field(), violation.rule());
		if (this.problems.size() < NAMED_PROBLEMS || this.problems.containsKey(problem)) {
			this.problems.computeIfAbsent(problem, (added) -> new Elements()).add(violation);
		}
		else {
			this.unnamed++;
		}
	}

	/**
	 * Adds the parameters that a request must not have. A misspelt parameter is not
	 * ignored: with {@code dryrun=true} in place of {@code dryRun=true} the change would
	 * be done.
	 * @param request the request
	 * @param known the parameters that its query may have
	 */
	void addUnknownParameters(HttpServletRequest request, Set<String> known) {
		for (String name : request.getParameterMap().keySet()) {
			if (!known.contains(name)) {
				add(Violation.invalid(Argument.In.QUERY, name, "is not a parameter of this operation"));
			}
		}
	}

	/**
	 * Whether the value of a violation, or the list that it is in, has a violation
	 * already.
	 * @param violation a violation that may be among these
	 * @return whether it says nothing new
	 */
	boolean covers(Violation violation) {
		Field field = Field.of(violation);
		return this.fields.contains(field) || (violation.index() != null
				&& this.elements.getOrDefault(field, new BitSet()).get(violation.index()));
	}

	/**
	 * Whether something of the body as a whole has a violation.
	 * @param field the name of a property, or of the body itself
	 * @return whether it has
	 */
	boolean includeBody(String field) {
		return this.fields.contains(new Field(Argument.In.BODY, field));
	}

	/**
	 * Whether there are so many that the reading of the request should end.
	 * @return whether it should
	 */
	boolean areTooMany() {
		return this.fields.size() >= MAX_FIELDS;
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	/**
	 * Whether something required is not there.
	 * @return whether it is so of one violation at least
	 */
	boolean includeMissing() {
		return this.missing;
	}

	/**
	 * The rejection of the request, which names the violations.
	 * @param order the fields that come first
	 * @return a 400 for something that is missing, if anything is
	 */
	ApiException toException(List<String> order) {
		String specifics = describe(order);
		return includeMissing() ? ApiException.missing(specifics) : ApiException.invalid(specifics);
	}

	/**
	 * Names the violations in one sentence.
	 * @param order the fields that come first
	 * @return such as "customerId is required; pageSize must be between 1 and 100"
	 */
	String describe(List<String> order) {
		Stream<String> named = this.problems.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((problem) -> order.indexOf(problem.getKey().field()) & Integer.MAX_VALUE))
			.map((problem) -> problem.getValue().describe(problem.getKey().rule()));
		Stream<String> rest = (this.unnamed > 0) ? Stream
			.of("and " + this.unnamed + " more problems" + (areTooMany() ? ", after which the reading ended" : ""))
				: Stream.empty();
		return Stream.concat(named, rest).collect(Collectors.joining("; "));
	}

	private record Field(Argument.In in, String name) {

		static Field of(Violation violation) {
			return new Field(violation.in(), violation.field());
		}

	}

	private record Problem(String field, String rule) {
	}

	private static final class Elements {

		private final List<String> named = new ArrayList<>();

		private int count;

		void add(Violation violation) {
			this.count++;
			if (this.named.size() < NAMED_ELEMENTS) {
				this.named.add(violation.name());
			}
		}

		String describe(String rule) {
			int more = this.count - this.named.size();
			return String.join(", ", this.named) + ((more > 0) ? " and " + more + " more " : " ") + rule;
		}

	}

}
