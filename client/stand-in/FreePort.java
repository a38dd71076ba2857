// Prints a port that nobody listens on.
void main() throws IOException {
  try (ServerSocket socket = new ServerSocket(0)) {
    IO.println(socket.getLocalPort());
  }
}
