#ifndef WORKBOOK_MESSAGE_PASSING_H
#define WORKBOOK_MESSAGE_PASSING_H

// What the workbook needs of MPI, without MPI's own header: its constants are macros and casts that
// Swift cannot read. Built empty without the package trait MPI.
//
// Data are words of four bytes, so that MPI's counts, which are ints, reach 8 GiB. Every function
// that returns an int returns 0, or a code that `workbook_mpi_describe` puts into words. All are
// called from the thread that joined.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Joins the processes that mpirun started: MPI_Init_thread with MPI_THREAD_FUNNELED.
int workbook_mpi_join(int *rank, int *count);

// Whether this process has joined and not left.
int workbook_mpi_is_joined(void);

// Sends to one process and receives from another at the same time (MPI_Sendrecv); a negative rank
// leaves that half out.
int workbook_mpi_exchange(
    const void *sent, size_t sent_words, int to, void *received, size_t received_words, int from);

// Every process's part of the buffer, counts[rank] words at offsets[rank], to all (MPI_Allgatherv).
int workbook_mpi_all_gather(void *buffer, const int32_t *counts, const int32_t *offsets);

// Waits for all processes, then MPI_Finalize.
int workbook_mpi_leave(void);

// Ends every process (MPI_Abort).
void workbook_mpi_abort(int status);

// A sentence about a code.
void workbook_mpi_describe(int code, char *text, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
