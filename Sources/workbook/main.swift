import Foundation

// A reader that goes away (`| head`) ends the process quietly; a child process gets the default too.
exit(CommandLineProgram.run(Array(CommandLine.arguments.dropFirst())))
