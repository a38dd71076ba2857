package io.tagapi.server.documents;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves the contract byte by byte, and leads visitors to Swagger UI.
 */
@Controller
class DocumentsController {

	private static final MediaType YAML = new MediaType("application", "yaml");

	private final byte[] contract = Contract.bytes();

	@GetMapping("/openapi.yaml")
	ResponseEntity<byte[]> contract() {
		return ResponseEntity.ok().contentType(YAML).body(this.contract);
	}

	@GetMapping("/")
	String home() {
		return "redirect:/swagger-ui.html";
	}

}
