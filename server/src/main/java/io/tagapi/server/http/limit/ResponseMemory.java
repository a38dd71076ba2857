package io.tagapi.server.http.limit;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Bounds the memory of responses that are being sent, which a client that reads slowly
 * holds as long as it likes: for the server, and for each customer, so that none can take
 * it from the others. Small responses are not counted: those of all threads take little.
 * A change whose response can be large reserves its memory before it is done; afterwards
 * its response is sent, however much there is.
 */
@Component
public class ResponseMemory {

	static final int SMALLEST = 65_536;

	private static final String TAKEN = ResponseMemory.class.getName();

	private final MemoryPool pool;

	private final LimitRejections rejections;

	@Autowired
	ResponseMemory(LimitRejections rejections) {
		this(new MemoryPool(MemoryPool.PART_OF_HEAP), rejections);
	}

	ResponseMemory(MemoryPool pool, LimitRejections rejections) {
		this.pool = pool;
		this.rejections = rejections;
	}

	/**
	 * Takes the memory that the response of a request may need, before the request is
	 * worked on. A response that is larger than one customer may hold takes as much as
	 * that.
	 * @param request the request, which holds the memory until it is given back
	 * @param customerId the customer that the request is for
	 * @param bytes the most that the response can need
	 * @throws io.tagapi.server.http.error.ApiException 429 if there is not so much; none
	 * is taken then
	 */
	public void reserve(HttpServletRequest request, String customerId, long bytes) {
		if (bytes < SMALLEST) {
			return;
		}
		Taken taken = new Taken(customerId, Math.min(bytes, this.pool.half()));
		if (!this.pool.take(taken.customerId(), taken.bytes())) {
			throw this.rejections.reject(LimitRejections.Limit.RESPONSES,
					"too many large responses are being sent; read them faster, or fewer at a time");
		}
		request.setAttribute(TAKEN, taken);
	}

	/**
	 * Takes the memory of a response before anything of it is sent. What was reserved
	 * beyond that is given back. Of the response of a change, no more is counted than its
	 * customer may hold.
	 * @param request the request, which holds the memory until it is given back
	 * @param customerId the customer that the request is for
	 * @param bytes the length of the body
	 * @throws io.tagapi.server.http.error.ApiException 429 if there is not so much for a
	 * read; none is taken then
	 */
	public void take(HttpServletRequest request, String customerId, int bytes) {
		if (request.getAttribute(TAKEN) instanceof Taken reserved) {
			keep(request, reserved, bytes);
		}
		else if (isRead(request)) {
			reserve(request, customerId, bytes);
		}
		else if (bytes >= SMALLEST) {
			request.setAttribute(TAKEN, new Taken(customerId, this.pool.takeAvailable(customerId, bytes)));
		}
	}

	private void keep(HttpServletRequest request, Taken reserved, int bytes) {
		long kept = (bytes < SMALLEST) ? 0 : Math.min(bytes, reserved.bytes());
		request.setAttribute(TAKEN, new Taken(reserved.customerId(), kept));
		this.pool.give(reserved.customerId(), reserved.bytes() - kept);
	}

	private static boolean isRead(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
	}

	/**
	 * Gives the memory back that a request has taken, if any, once its response is
	 * written or cannot be.
	 * @param request the request
	 */
	public void give(HttpServletRequest request) {
		if (request.getAttribute(TAKEN) instanceof Taken taken) {
			request.removeAttribute(TAKEN);
			this.pool.give(taken.customerId(), taken.bytes());
		}
	}

	private record Taken(String customerId, long bytes) {
	}

}
