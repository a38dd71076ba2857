package io.tagapi.server.http.limit;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * Bounds the memory of responses that are being sent, which a client that reads slowly
 * holds as long as it likes: for the server, and for each customer, so that none can take
 * it from the others. Small responses are not counted: those of all threads take little.
 * The response of a change is counted, and sent: the change is done already.
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
	 * Takes the memory of a response before anything of it is sent. A response that is
	 * larger than one customer may hold takes as much as that.
	 * @param request the request, which holds the memory until it is given back
	 * @param customerId the customer that the request is for
	 * @param bytes the length of the body
	 * @throws io.tagapi.server.http.error.ApiException 429 if there is not so much for a
	 * read; none is taken then
	 */
	public void take(HttpServletRequest request, String customerId, int bytes) {
		if (bytes < SMALLEST) {
			return;
		}
		Taken taken = new Taken(customerId, Math.min(bytes, this.pool.half()));
		if (!isRead(request)) {
			this.pool.add(taken.customerId(), taken.bytes());
		}
		else if (!this.pool.take(taken.customerId(), taken.bytes())) {
			throw this.rejections.reject(LimitRejections.Limit.RESPONSES,
					"too many large responses are being sent; read them faster, or fewer at a time");
		}
		request.setAttribute(TAKEN, taken);
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
